-- The picture route reads few pages (decision 33). Bytes that fit into one page lie with their row, not chunk by chunk behind a tree;
ALTER TABLE "picture" SET (toast_tuple_target = 8160);
--> statement-breakpoint
ALTER TABLE "rendition" SET (toast_tuple_target = 8160);
--> statement-breakpoint
-- and what it needs of a profile lies with the answer. An older Visage may be at work: whoever deletes people or writes profiles waits here
-- before they hold anything; its readers take profile and picture_state in either order, so that nothing below may lock both against them.
LOCK TABLE "user", "profile" IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
ALTER TABLE "picture_state" ADD COLUMN "visibility" text NOT NULL DEFAULT 'private';
--> statement-breakpoint
ALTER TABLE "picture_state" ADD COLUMN "display_name" text NOT NULL DEFAULT '';
--> statement-breakpoint
-- No new answers: versions and dates stay, and nobody is told.
ALTER TABLE "picture_state" DISABLE TRIGGER USER;
--> statement-breakpoint
UPDATE "picture_state" SET "visibility" = profile.visibility, "display_name" = profile.display_name
  FROM profile WHERE profile.user_id = picture_state.user_id;
--> statement-breakpoint
ALTER TABLE "picture_state" ENABLE TRIGGER USER;
--> statement-breakpoint
ALTER TABLE "picture_state" ALTER COLUMN "visibility" DROP DEFAULT, ALTER COLUMN "display_name" DROP DEFAULT;
--> statement-breakpoint
-- Whatever is written there is what the profile says. Without a profile, nobody is shown.
CREATE FUNCTION visage_copy_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT visibility, display_name INTO NEW.visibility, NEW.display_name FROM profile WHERE user_id = NEW.user_id;
  IF NOT FOUND THEN
    NEW.visibility := 'private';
    NEW.display_name := '';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- Before the stamp, by its name.
CREATE TRIGGER picture_state_copy BEFORE INSERT OR UPDATE OF "visibility", "display_name" ON "picture_state"
  FOR EACH ROW EXECUTE FUNCTION visage_copy_profile();
--> statement-breakpoint
-- Who may see a picture is part of what its route answers; what its owner is called is not.
CREATE OR REPLACE FUNCTION visage_stamp_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.display_name <> OLD.display_name
    AND (NEW.current_picture_id, NEW.visibility) IS NOT DISTINCT FROM (OLD.current_picture_id, OLD.visibility)
  THEN
    NEW.version := OLD.version;
    NEW.last_updated := OLD.last_updated;
    RETURN NEW;
  END IF;
  NEW.version := visage_new_version();
  NEW.last_updated := visage_next_http_date(GREATEST(
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.last_updated END,
    (SELECT max(bound_at) FROM alias WHERE user_id = NEW.user_id)));
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER picture_state_history AFTER UPDATE ON "picture_state"
  FOR EACH ROW WHEN (OLD.version <> NEW.version AND NOT visage_importing()) EXECUTE FUNCTION visage_keep_history();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION visage_visibility_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE picture_state SET visibility = visibility
    WHERE user_id = CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- The name it had: after profile_lookup_changed, which takes the user where it is at work, as an upload does before it takes the answer.
CREATE OR REPLACE TRIGGER profile_visibility_changed AFTER UPDATE OF "visibility", "display_name" ON "profile"
  FOR EACH ROW WHEN ((OLD.visibility, OLD.display_name) IS DISTINCT FROM (NEW.visibility, NEW.display_name))
  EXECUTE FUNCTION visage_visibility_changed();
--> statement-breakpoint
-- By hand alone: a profile is made before its answer, and goes with its user.
CREATE TRIGGER profile_visibility_made AFTER INSERT OR DELETE ON "profile"
  FOR EACH ROW EXECUTE FUNCTION visage_visibility_changed();
