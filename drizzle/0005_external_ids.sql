-- External ids: what another site calls its people, so that it can show their pictures without asking who they are here. They may say
-- who someone is, so that nothing of them outlives their user, unlike a handle. Only the latest HTTP date that was served under any
-- that is gone stays, in one row without a name: whatever is bound later has a later one, also under the same id.
INSERT INTO "alias" ("kind", "name", "bound_at") VALUES ('ext', '', 'epoch');
--> statement-breakpoint
CREATE FUNCTION visage_bind_external_id() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  latest timestamptz;
BEGIN
  -- Waits for a deletion under way, which may be of whoever had this id.
  SELECT bound_at INTO latest FROM alias WHERE kind = 'ext' AND name = '' FOR SHARE;
  NEW.bound_at := visage_next_http_date(latest);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER alias_bind_external_id BEFORE INSERT ON "alias"
  FOR EACH ROW WHEN (NEW.kind = 'ext') EXECUTE FUNCTION visage_bind_external_id();
--> statement-breakpoint
-- Before the cascade takes the state with it.
CREATE OR REPLACE FUNCTION visage_release_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  served timestamptz := (SELECT s.last_updated FROM picture_state s WHERE s.user_id = OLD.id);
BEGIN
  UPDATE alias SET bound_at = GREATEST(alias.bound_at, gone.bound_at, served)
    FROM (SELECT max(bound_at) AS bound_at FROM alias WHERE kind = 'ext' AND user_id = OLD.id) gone
    WHERE alias.kind = 'ext' AND alias.name = '' AND gone.bound_at IS NOT NULL;
  DELETE FROM alias WHERE kind = 'ext' AND user_id = OLD.id;
  UPDATE alias SET user_id = NULL, released_at = clock_timestamp(), bound_at = GREATEST(alias.bound_at, served)
    WHERE user_id = OLD.id;
  RETURN OLD;
END
$$;
