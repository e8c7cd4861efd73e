statement 1
  SELECT t1."quantity", t1."price" FROM "deal_lines" AS t1
