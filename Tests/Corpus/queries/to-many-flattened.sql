statement 1
  SELECT t1."code", t1."title" FROM "regions" AS t1 ORDER BY t1."code"

statement 2
  SELECT t2j1."region_code" FROM "firms" AS t2 LEFT JOIN "staff" AS t2j1 ON t2j1."id" = t2."owner_id"

statement 3
  SELECT t3j2."region_code", t3."deal_no" FROM "deals" AS t3 LEFT JOIN "firms" AS t3j1 ON t3j1."id" = t3."firm_id" LEFT JOIN "staff" AS t3j2 ON t3j2."id" = t3j1."owner_id"

statement 4
  SELECT t4."deal_no", t4."quantity", t4."price" FROM "deal_lines" AS t4

statement 5
  SELECT t5j1."region_code", t5."visited" FROM "visits" AS t5 LEFT JOIN "staff" AS t5j1 ON t5j1."id" = t5."person_id"
