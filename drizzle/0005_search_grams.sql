-- The directory is searched for what stands anywhere in a handle or name. An index of pieces of one, two and three characters finds
-- who may match; ILIKE then decides. This is what pg_trgm does, but with nothing to install, and for searches of one or two characters
-- too, as most are in Chinese. The case is folded as ILIKE folds it, and '{1,2,3}' stands in storage/search.ts as well.
CREATE FUNCTION visage_grams(words text, sizes int[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT coalesce(array_agg(DISTINCT substr(word, at, size)), '{}')
  FROM lower(words) AS word, unnest(sizes) AS size, generate_series(1, char_length(word) - size + 1) AS at
$$;
--> statement-breakpoint
-- Without a list of pending entries, which every search would read through.
CREATE INDEX "profile_grams_idx" ON "profile" USING gin (visage_grams("handle" || ' ' || "display_name", '{1,2,3}'))
  WITH (fastupdate = off);
