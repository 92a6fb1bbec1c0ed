-- Finding passages by meaning: vectors of several models side by side, links between documents, and where documents come from.

-- Searches set parameters of the vector index that older versions do not have.
do $$
begin
  if (select string_to_array(extversion, '.')::int[] < array[0, 8] from pg_extension where extname = 'vector') then
    raise exception 'pgvector 0.8 or newer is needed: update it on the server, then "alter extension vector update"';
  end if;
end $$;

-- Each passage has one vector per model, so that a change of the model is made beside the vectors in service.
alter table knowledge_chunk drop column embedding, drop column embedding_model;

-- Of live passages only: what is retired is shown by its id, and never searched for.
create table knowledge_embedding (
  desk text not null,
  model text not null,
  chunk text not null references knowledge_chunk (id),
  embedding vector not null,
  primary key (desk, model, chunk)
);
create index knowledge_embedding_chunk on knowledge_embedding (chunk);

-- How far a model is with a desk's passages.
create table knowledge_vectors (
  desk text not null,
  model text not null,
  dimension int not null,
  -- Rows in knowledge_embedding. Changes in the statement that changes them.
  chunks int not null,
  -- Since when it has been able to serve alone; null until every passage has had a vector of it once.
  complete_at timestamptz,
  -- Of the vector index that is ready for searches, if there is one.
  index_name text,
  primary key (desk, model)
);

-- Which import brings a document, and takes it away again.
alter table knowledge_document add column source text not null default 'articles';
alter table knowledge_document alter column source drop default;

-- A document that names another, by a link or by its title. By key, so that a new version of the other is meant as well.
create table knowledge_link (
  document text not null references knowledge_document (id),
  desk text not null,
  target text not null,
  how text not null check (how in ('link', 'title')),
  primary key (document, target)
);
create index knowledge_link_target on knowledge_link (desk, target);
