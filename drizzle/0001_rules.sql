-- The rules that the database holds by itself, whoever writes to it. SPEC section 2; ARCHITECTURE.md "Who holds which rule".

-- Pictures are compressed already: store them out of line and as they are.
ALTER TABLE "picture" ALTER COLUMN "data" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Counters may be forgotten in a crash; they must not cost a write to the log.
ALTER TABLE "rate_limit" SET UNLOGGED;
--> statement-breakpoint
-- The current picture is one of the user's own. Erasing it leaves the user without one.
ALTER TABLE "picture_state" ADD CONSTRAINT "picture_state_current_picture_fk"
  FOREIGN KEY ("user_id", "current_picture_id") REFERENCES "picture" ("user_id", "id")
  ON DELETE SET NULL ("current_picture_id");
--> statement-breakpoint
-- HTTP dates have whole seconds. The next one is later than the one before, whatever the clock does, and later than now, so
-- that a client which sends the time of its fetch never misses a change made later in that second (RFC 9110 section 8.8.2.2).
CREATE FUNCTION visage_next_http_date(previous timestamptz) RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
  SELECT GREATEST(previous + interval '1 second', date_trunc('second', clock_timestamp()) + interval '1 second')
$$;
--> statement-breakpoint
-- 22 characters of base64url: 122 random bits from the server's strong source.
CREATE FUNCTION visage_new_version() RETURNS text
LANGUAGE sql VOLATILE AS $$
  SELECT rtrim(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=')
$$;
--> statement-breakpoint
-- Every insert or update of a row is a new answer of the picture route: a new version, a later date.
CREATE FUNCTION visage_stamp_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := visage_new_version();
  NEW.last_updated := visage_next_http_date(CASE WHEN TG_OP = 'UPDATE' THEN OLD.last_updated END);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER picture_state_stamp BEFORE INSERT OR UPDATE ON "picture_state"
  FOR EACH ROW EXECUTE FUNCTION visage_stamp_answer();
--> statement-breakpoint
-- The picture now shown remembers when; of the others the 20 shown last stay.
CREATE FUNCTION visage_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE picture SET shown_at = NEW.last_updated, shown_version = NEW.version
    WHERE user_id = NEW.user_id AND id = NEW.current_picture_id;
  DELETE FROM picture WHERE user_id = NEW.user_id AND id IN (
    SELECT id FROM picture
      WHERE user_id = NEW.user_id AND id IS DISTINCT FROM NEW.current_picture_id
      ORDER BY shown_at DESC NULLS LAST, created_at DESC, id OFFSET 20);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER picture_state_history AFTER UPDATE ON "picture_state"
  FOR EACH ROW EXECUTE FUNCTION visage_keep_history();
--> statement-breakpoint
-- Who may see a picture is part of what its route answers.
CREATE FUNCTION visage_visibility_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE picture_state SET current_picture_id = current_picture_id WHERE user_id = NEW.user_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER profile_visibility_changed AFTER UPDATE OF "visibility" ON "profile"
  FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility) EXECUTE FUNCTION visage_visibility_changed();
--> statement-breakpoint
-- A handle names one user at a time. A released one waits 90 days for its former holder; the row stays, and with it the
-- latest HTTP date that was served under the name.
CREATE FUNCTION visage_bind_handle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.handle = OLD.handle THEN RETURN NEW; END IF;
  -- The new name first: two people who want each other's are both refused, rather than waiting for each other.
  INSERT INTO alias (kind, name, user_id, bound_at)
    VALUES ('handle', NEW.handle, NEW.user_id, visage_next_http_date(NULL))
    ON CONFLICT (kind, name) DO UPDATE
      SET user_id = EXCLUDED.user_id, released_at = NULL, bound_at = visage_next_http_date(alias.bound_at)
      WHERE alias.user_id IS NULL
        OR alias.user_id = EXCLUDED.user_id
        OR alias.released_at < clock_timestamp() - interval '90 days';
  IF NOT FOUND THEN
    RAISE unique_violation USING MESSAGE = 'this handle is taken', CONSTRAINT = 'profile_handle_key';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    UPDATE alias SET released_at = clock_timestamp(), bound_at = GREATEST(alias.bound_at, s.last_updated)
      FROM picture_state s
      WHERE alias.kind = 'handle' AND alias.name = OLD.handle AND alias.user_id = OLD.user_id AND s.user_id = OLD.user_id;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER profile_bind_handle BEFORE INSERT OR UPDATE OF "handle" ON "profile"
  FOR EACH ROW EXECUTE FUNCTION visage_bind_handle();
--> statement-breakpoint
-- Before the cascade takes the state with it.
CREATE FUNCTION visage_release_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE alias SET user_id = NULL, released_at = clock_timestamp(), bound_at = GREATEST(
      alias.bound_at, (SELECT s.last_updated FROM picture_state s WHERE s.user_id = OLD.id))
    WHERE alias.user_id = OLD.id;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER user_release_aliases BEFORE DELETE ON "user"
  FOR EACH ROW EXECUTE FUNCTION visage_release_aliases();
--> statement-breakpoint
-- One profile a user, made in the same transaction, whoever makes the user. The handle is the name in plain letters with
-- random digits: four, and more where those are taken.
CREATE FUNCTION visage_make_profile() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  base text := trim(BOTH '-_' FROM
    regexp_replace(regexp_replace(lower(normalize(NEW.name, NFKD)), '[^a-z0-9_-]+', '', 'g'), '([-_])[-_]+', '\1', 'g'));
  digits int := 4;
BEGIN
  base := left(CASE WHEN base = '' THEN 'user' ELSE base END, 18);
  LOOP
    BEGIN
      INSERT INTO profile (user_id, handle, display_name, visibility) VALUES (
        NEW.id,
        base || lpad(floor(random() * 10::float8 ^ digits)::bigint::text, digits, '0'),
        left(coalesce(nullif(trim(NEW.name), ''), 'User'), 80),
        NEW.sign_up_visibility);
      EXIT;
    EXCEPTION WHEN unique_violation THEN
      IF digits = 12 THEN RAISE; END IF;
      digits := digits + 1;
    END;
  END LOOP;
  INSERT INTO picture_state (user_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER user_make_profile AFTER INSERT ON "user"
  FOR EACH ROW EXECUTE FUNCTION visage_make_profile();
