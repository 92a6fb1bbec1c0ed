-- What the schema needs beyond plain Postgres. On a managed server these may need a privileged role once.

-- embeddings and their distance operators
CREATE EXTENSION IF NOT EXISTS vector;
-- similarity of misspelt words, and search in languages whose words the parser does not split
CREATE EXTENSION IF NOT EXISTS pg_trgm;
-- full-text search that finds "uber" in "über"
CREATE EXTENSION IF NOT EXISTS unaccent;
