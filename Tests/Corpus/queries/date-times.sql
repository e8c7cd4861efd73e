statement 1
  SELECT t1."id", t1."visited_at", t1."visited" FROM "visits" AS t1 WHERE t1."visited_at" >= ?
  ?1 = 2026-01-01
