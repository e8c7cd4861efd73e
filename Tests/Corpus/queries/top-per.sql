statement 1
  SELECT t1."deal_no", t1."fee", t1."channel" FROM "deals" AS t1 WHERE t1."fee" IS NOT NULL
