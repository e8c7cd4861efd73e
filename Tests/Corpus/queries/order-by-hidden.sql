statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1

statement 2
  SELECT t2."firm_id", t2."deal_no" FROM "deals" AS t2 WHERE t2."status" = ?
  ?1 = "Won"

statement 3
  SELECT t103."deal_no", t103."quantity", t103."price" FROM "deal_lines" AS t103
