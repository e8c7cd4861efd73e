statement 1
  SELECT t1."code", t1."name" FROM "products" AS t1 WHERE t1."code" IN (SELECT t102j2."code" FROM "deal_lines" AS t102 LEFT JOIN "deals" AS t102j1 ON t102j1."deal_no" = t102."deal_no" LEFT JOIN "products" AS t102j2 ON t102j2."code" = t102."product_code" WHERE t102j1."status" = ?) ORDER BY t1."code"
  ?1 = "Won"
