-- Hashes of addresses, under which programs that know Gravatar look for someone: MD5 and SHA-256 of the trimmed, lower-cased address, in
-- hex. There are rows of them only while all of it holds: the address is verified, its owner allows look-up by it, and the profile is
-- public. So nobody who asks can tell who hides from who is not there, and nothing of an address outlives what its owner allowed. Only
-- the latest HTTP date that was served under any that is gone stays, in one row without a name, as for external ids.
INSERT INTO "alias" ("kind", "name", "bound_at") VALUES ('hash', '', 'epoch');
--> statement-breakpoint
CREATE FUNCTION visage_unbind_hashes(of_user text, but text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  latest timestamptz;
BEGIN
  WITH gone AS (
    DELETE FROM alias WHERE kind = 'hash' AND user_id = of_user AND NOT name = ANY(but) RETURNING bound_at)
  SELECT max(bound_at) INTO latest FROM gone;
  IF latest IS NULL THEN RETURN; END IF;
  UPDATE alias
    SET bound_at = GREATEST(bound_at, latest, (SELECT s.last_updated FROM picture_state s WHERE s.user_id = of_user))
    WHERE kind = 'hash' AND name = '';
END
$$;
--> statement-breakpoint
-- Makes the hashes under which someone is found those that they allow now.
CREATE FUNCTION visage_bind_hashes(of_user text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  allowed text[];
  latest timestamptz;
BEGIN
  -- Address and permission stand in two rows: of two who change one each at the same moment, the later sees what the first has done.
  PERFORM 1 FROM "user" WHERE id = of_user FOR NO KEY UPDATE;
  SELECT ARRAY[md5(address), encode(sha256(convert_to(address, 'UTF8')), 'hex')] INTO allowed
    FROM "user" u JOIN profile p ON p.user_id = u.id, lower(btrim(u.email, E' \t\r\n')) AS address
    WHERE u.id = of_user AND u.email_verified AND p.lookup_by_email AND p.visibility = 'public';
  allowed := coalesce(allowed, '{}');
  PERFORM visage_unbind_hashes(of_user, allowed);
  IF NOT EXISTS (
    SELECT FROM unnest(allowed) AS hash WHERE NOT EXISTS (SELECT FROM alias WHERE kind = 'hash' AND name = hash)) THEN RETURN; END IF;
  -- Waits for a deletion under way, which may be of whoever had this address.
  SELECT bound_at INTO latest FROM alias WHERE kind = 'hash' AND name = '' FOR NO KEY UPDATE;
  INSERT INTO alias (kind, name, user_id, bound_at)
    SELECT 'hash', hash, of_user, visage_next_http_date(latest) FROM unnest(allowed) AS hash
    ON CONFLICT (kind, name) DO NOTHING;
END
$$;
--> statement-breakpoint
CREATE FUNCTION visage_address_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM visage_bind_hashes(NEW.id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER user_address_changed AFTER UPDATE OF "email", "email_verified" ON "user"
  FOR EACH ROW WHEN ((OLD.email, OLD.email_verified) IS DISTINCT FROM (NEW.email, NEW.email_verified))
  EXECUTE FUNCTION visage_address_changed();
--> statement-breakpoint
CREATE FUNCTION visage_lookup_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM visage_bind_hashes(NEW.user_id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER profile_lookup_changed AFTER UPDATE OF "lookup_by_email", "visibility" ON "profile"
  FOR EACH ROW WHEN ((OLD.lookup_by_email, OLD.visibility) IS DISTINCT FROM (NEW.lookup_by_email, NEW.visibility))
  EXECUTE FUNCTION visage_lookup_changed();
--> statement-breakpoint
-- One that is brought in whole.
CREATE TRIGGER profile_lookup_added AFTER INSERT ON "profile"
  FOR EACH ROW WHEN (NEW.lookup_by_email) EXECUTE FUNCTION visage_lookup_changed();
--> statement-breakpoint
-- Before the cascade takes the state with it. The rows of names first and those without a name last, as whoever binds one takes them.
CREATE OR REPLACE FUNCTION visage_release_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  served timestamptz := (SELECT s.last_updated FROM picture_state s WHERE s.user_id = OLD.id);
BEGIN
  UPDATE alias SET user_id = NULL, released_at = clock_timestamp(), bound_at = GREATEST(alias.bound_at, served)
    WHERE kind = 'handle' AND user_id = OLD.id;
  UPDATE alias SET bound_at = GREATEST(alias.bound_at, gone.bound_at, served)
    FROM (SELECT max(bound_at) AS bound_at FROM alias WHERE kind = 'ext' AND user_id = OLD.id) gone
    WHERE alias.kind = 'ext' AND alias.name = '' AND gone.bound_at IS NOT NULL;
  DELETE FROM alias WHERE kind = 'ext' AND user_id = OLD.id;
  PERFORM visage_unbind_hashes(OLD.id, '{}');
  RETURN OLD;
END
$$;
--> statement-breakpoint
-- Those who allowed it before there was anything to find them by.
SELECT visage_bind_hashes(user_id) FROM profile WHERE lookup_by_email;
