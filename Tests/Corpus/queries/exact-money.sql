statement 1
  SELECT t1."deal_no", t1."line", t1."discount", t1j1."deal_no", t1."quantity", t1."price" FROM "deal_lines" AS t1 LEFT JOIN "deals" AS t1j1 ON t1j1."deal_no" = t1."deal_no" WHERE t1."discount" IS NOT NULL
