CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"what" text NOT NULL,
	"subject" "bytea" NOT NULL,
	"operator" text NOT NULL,
	CONSTRAINT "audit_what_known" CHECK ("audit"."what" IN ('verify', 'promote', 'demote', 'hide', 'erase'))
);
--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "promoted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_subject_idx" ON "audit" USING btree ("subject");--> statement-breakpoint
-- What is imported comes with its own versions, dates and names. A transaction that says so brings them in as they are; it needs no right
-- that the owner of the tables lacks (session_replication_role does), foreign keys hold, and running servers are told as of any change.
CREATE FUNCTION visage_importing() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('visage.importing', true), '') = 'on'
$$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER picture_state_stamp BEFORE INSERT OR UPDATE ON "picture_state"
  FOR EACH ROW WHEN (NOT visage_importing()) EXECUTE FUNCTION visage_stamp_answer();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER picture_state_history AFTER UPDATE ON "picture_state"
  FOR EACH ROW WHEN (NOT visage_importing()) EXECUTE FUNCTION visage_keep_history();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER profile_bind_handle BEFORE INSERT OR UPDATE OF "handle" ON "profile"
  FOR EACH ROW WHEN (NOT visage_importing()) EXECUTE FUNCTION visage_bind_handle();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER user_make_profile AFTER INSERT ON "user"
  FOR EACH ROW WHEN (NOT visage_importing()) EXECUTE FUNCTION visage_make_profile();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER alias_bind_external_id BEFORE INSERT ON "alias"
  FOR EACH ROW WHEN (NEW.kind = 'ext' AND NOT visage_importing()) EXECUTE FUNCTION visage_bind_external_id();
--> statement-breakpoint
-- Visibility that an import overwrites changes what the route answers; the import stamps that answer itself.
CREATE OR REPLACE TRIGGER profile_visibility_changed AFTER UPDATE OF "visibility" ON "profile"
  FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility AND NOT visage_importing())
  EXECUTE FUNCTION visage_visibility_changed();
