-- Under a name the date of a picture is the later of the picture's and of when the name came to lead to its user. Who took a name and
-- changed their picture within the same second had two pictures of one date there. So a change is later than every name's beginning,
CREATE OR REPLACE FUNCTION visage_stamp_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := visage_new_version();
  NEW.last_updated := visage_next_http_date(GREATEST(
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.last_updated END,
    (SELECT max(bound_at) FROM alias WHERE user_id = NEW.user_id)));
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- and of a change and a name's beginning at the same moment one waits for the other, and sees it.
CREATE FUNCTION visage_await_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Their user first, as a deletion takes them: the two would wait for each other.
  PERFORM 1 FROM "user" WHERE id = NEW.user_id FOR KEY SHARE;
  PERFORM 1 FROM picture_state WHERE user_id = NEW.user_id FOR NO KEY UPDATE;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER alias_await_answer BEFORE INSERT ON "alias"
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NOT visage_importing()) EXECUTE FUNCTION visage_await_answer();
