statement 1
  SELECT t1."id", t1."grade", t1."name", t1j1."full_name" FROM "firms" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."owner_id" WHERE t1."grade" IN (?, ?)
  ?1 = "good"
  ?2 = "best"

statement 2
  SELECT t204."firm_id", t204."deal_no" FROM "deals" AS t204 WHERE t204."status" = ?
  ?1 = "Won"

statement 3
  SELECT t305."deal_no", t305."quantity", t305."price" FROM "deal_lines" AS t305
