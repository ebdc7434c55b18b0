CREATE INDEX "picture_hash_idx" ON "picture" USING hash ("id");--> statement-breakpoint
CREATE INDEX "picture_state_hash_idx" ON "picture_state" USING hash ("user_id");--> statement-breakpoint
CREATE INDEX "profile_hash_idx" ON "profile" USING hash ("user_id");