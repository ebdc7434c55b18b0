-- Change notices: whatever changes what a picture URL answers says so when it commits, whoever made the change. The payload is a
-- user's id, or the name under which a user may be found, as it stands in the URL. Postgres delivers notices in the order of
-- commits, on which the reasoning of apps/server/src/memory/lease.ts rests.
CREATE FUNCTION visage_notify_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('visage_change', CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END);
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- Upload, removal, restore and visibility; also that a user comes or goes.
CREATE TRIGGER picture_state_notify AFTER INSERT OR UPDATE OR DELETE ON "picture_state"
  FOR EACH ROW EXECUTE FUNCTION visage_notify_user();
--> statement-breakpoint
-- Initials are made from the name; look-up by address and handle decide which URLs lead here.
CREATE TRIGGER profile_notify AFTER UPDATE OF "handle", "display_name", "visibility", "lookup_by_email" ON "profile"
  FOR EACH ROW WHEN ((OLD.handle, OLD.display_name, OLD.visibility, OLD.lookup_by_email)
    IS DISTINCT FROM (NEW.handle, NEW.display_name, NEW.visibility, NEW.lookup_by_email))
  EXECUTE FUNCTION visage_notify_user();
--> statement-breakpoint
CREATE FUNCTION visage_notify_alias() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named "alias"%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN named := OLD; ELSE named := NEW; END IF;
  PERFORM pg_notify('visage_change', CASE named.kind WHEN 'handle' THEN '@' ELSE named.kind || ':' END || named.name);
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- A name that led nowhere leads to someone, or the other way round.
CREATE TRIGGER alias_notify AFTER INSERT OR UPDATE OR DELETE ON "alias"
  FOR EACH ROW EXECUTE FUNCTION visage_notify_alias();
--> statement-breakpoint
-- Nothing of Visage rewrites the bytes of a picture; whoever does by hand changes the answer, and what was made from them.
CREATE FUNCTION visage_picture_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM rendition WHERE picture_id = NEW.id;
  UPDATE picture_state SET current_picture_id = current_picture_id
    WHERE user_id = NEW.user_id AND current_picture_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER picture_rewritten AFTER UPDATE OF "data", "mime_type" ON "picture"
  FOR EACH ROW EXECUTE FUNCTION visage_picture_rewritten();
