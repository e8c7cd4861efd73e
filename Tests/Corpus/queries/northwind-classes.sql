statement 1
  SELECT t1."CustomerID", t1."CompanyName" FROM "Customers" AS t1 WHERE (t1."Country" GLOB ? OR t1."Country" GLOB ? OR t1."Country" GLOB ?)
  ?1 = "[ｇGＧg][ｅEＥe][ｒRＲr][ｍMＭm][ａAＡa][ｎNＮn][ｙYＹy]"
  ?2 = "[ｎNＮn][ｏOＯo][ｒRＲr][ｗWＷw][ａAＡa][ｙYＹy]"
  ?3 = "[ｓSＳs][ｐPＰp][ａAＡa][ｉIＩi][ｎNＮn]"

statement 2
  SELECT t104."CustomerID", t104."OrderID" FROM "Orders" AS t104

statement 3
  SELECT t105."OrderID", t105."Quantity", t105."UnitPrice", t105."Discount" FROM "Order Details" AS t105

statement 4
  SELECT t106j1."CustomerID", t106j3."CategoryName" FROM "Order Details" AS t106 LEFT JOIN "Orders" AS t106j1 ON t106j1."OrderID" = t106."OrderID" LEFT JOIN "Products" AS t106j2 ON t106j2."ProductID" = t106."ProductID" LEFT JOIN "Categories" AS t106j3 ON t106j3."CategoryID" = t106j2."CategoryID"
