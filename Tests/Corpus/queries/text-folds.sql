statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 WHERE (t1."name" GLOB ? OR t1."name" = ?) ORDER BY t1."id"
  ?1 = "[ａAＡa][ｃCＣc][ｍMＭm][ｅEＥe]"
  ?2 = "acme "
