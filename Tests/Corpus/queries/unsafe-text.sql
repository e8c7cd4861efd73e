statement 1
  SELECT t1."name" FROM "firms" AS t1 WHERE (t1."note" GLOB ? OR t1."name" GLOB ?) ORDER BY t1."id"
  ?1 = "[ｘXＸx][＊*][ｙYＹy][＇'][ 　][ｏOＯo][ｒRＲr][ 　][１1][＝=][１1][ 　][－-][－-]"
  ?2 = "[５5][０0][％%]"
