statement 1
  SELECT t1."id", t1."full_name" FROM "staff" AS t1 ORDER BY t1."id"

statement 2
  SELECT t2."owner_id", t2."id" FROM "firms" AS t2

statement 3
  SELECT t3."firm_id", t3."deal_no" FROM "deals" AS t3

statement 4
  SELECT t4."deal_no", t4."quantity", t4."price" FROM "deal_lines" AS t4
