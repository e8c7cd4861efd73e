statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 WHERE t1."id" IN (?, ?, ?)
  ?1 = "F1"
  ?2 = "F2"
  ?3 = "F3"

statement 2
  SELECT t204."firm_id", t204."deal_no" FROM "deals" AS t204 WHERE t204."status" = ?
  ?1 = "Won"

statement 3
  SELECT t305."deal_no", t305."quantity", t305."price" FROM "deal_lines" AS t305
