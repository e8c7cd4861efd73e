statement 1
  SELECT t1."deal_no", t1j1."name", t1j1."id" FROM "deals" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id"

statement 2
  SELECT t2."deal_no", t2."quantity", t2."price" FROM "deal_lines" AS t2
