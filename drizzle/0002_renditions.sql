CREATE TABLE "rendition" (
	"picture_id" uuid NOT NULL,
	"side" integer NOT NULL,
	"mime_type" text NOT NULL,
	"settings" text NOT NULL,
	"data" "bytea" NOT NULL,
	"digest" "bytea" GENERATED ALWAYS AS (sha256(data)) STORED NOT NULL,
	"byte_size" integer GENERATED ALWAYS AS (octet_length(data)) STORED NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rendition_picture_id_side_mime_type_settings_pk" PRIMARY KEY("picture_id","side","mime_type","settings")
);
--> statement-breakpoint
ALTER TABLE "picture" ADD COLUMN "dominant_color" text DEFAULT '#808080' NOT NULL;--> statement-breakpoint
ALTER TABLE "picture" ADD COLUMN "has_alpha" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "picture" ADD COLUMN "crop_x" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "picture" ADD COLUMN "crop_y" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rendition" ADD CONSTRAINT "rendition_picture_id_picture_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."picture"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Compressed already, like the pictures they are made from.
ALTER TABLE "rendition" ALTER COLUMN "data" SET STORAGE EXTERNAL;
