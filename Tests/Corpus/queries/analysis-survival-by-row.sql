statement 1
  SELECT t1."id", t1j1."full_name", t1j1."id" FROM "firms" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."owner_id"

statement 2
  SELECT t2."firm_id", t2."closed_on" FROM "deals" AS t2 WHERE t2."status" = ? AND t2."closed_on" < ?
  ?1 = "Won"
  ?2 = 2026-04-01
