/// Where the customers of a demonstration store are.
enum DemoGeography {
  struct City {
    var name: StaticString
    /// As it stands in front of a Chinese company's name; the same as `name` abroad.
    var local: StaticString
    var region: Int
    var country: StaticString
    var latitude: Double
    var longitude: Double
    var weight: Int

    /// Of degrees; enough to tell what is nearer.
    func squaredDistance(to other: City) -> Double {
      let (north, east) = (latitude - other.latitude, (longitude - other.longitude) * 0.87)
      return north * north + east * east
    }
  }

  static let regions: [StaticString] = [
    "East", "South", "North", "Central", "West", "Northeast", "Overseas",
  ]
  static let overseas = 6

  static let cities: [City] = [
    china("Shanghai", "上海", 0, 31.23, 121.47, 90), china("Hangzhou", "杭州", 0, 30.27, 120.16, 45),
    china("Nanjing", "南京", 0, 32.06, 118.80, 40), china("Suzhou", "苏州", 0, 31.30, 120.58, 50),
    china("Ningbo", "宁波", 0, 29.87, 121.54, 28), china("Wuxi", "无锡", 0, 31.49, 120.31, 24),
    china("Hefei", "合肥", 0, 31.82, 117.23, 20), china("Jinan", "济南", 0, 36.65, 117.12, 24),
    china("Qingdao", "青岛", 0, 36.07, 120.38, 28), china("Guangzhou", "广州", 1, 23.13, 113.26, 60),
    china("Shenzhen", "深圳", 1, 22.54, 114.06, 75), china("Dongguan", "东莞", 1, 23.02, 113.75, 35),
    china("Foshan", "佛山", 1, 23.02, 113.12, 28), china("Xiamen", "厦门", 1, 24.48, 118.09, 22),
    china("Fuzhou", "福州", 1, 26.07, 119.30, 18), china("Nanning", "南宁", 1, 22.82, 108.32, 12),
    china("Haikou", "海口", 1, 20.04, 110.34, 6), china("Beijing", "北京", 2, 39.90, 116.40, 85),
    china("Tianjin", "天津", 2, 39.13, 117.20, 34), china("Shijiazhuang", "石家庄", 2, 38.04, 114.51, 18),
    china("Taiyuan", "太原", 2, 37.87, 112.55, 14), china("Baotou", "包头", 2, 40.66, 109.84, 8),
    china("Wuhan", "武汉", 3, 30.59, 114.31, 42), china("Changsha", "长沙", 3, 28.23, 112.94, 30),
    china("Zhengzhou", "郑州", 3, 34.75, 113.63, 32), china("Nanchang", "南昌", 3, 28.68, 115.86, 16),
    china("Luoyang", "洛阳", 3, 34.62, 112.45, 12), china("Chengdu", "成都", 4, 30.57, 104.07, 48),
    china("Chongqing", "重庆", 4, 29.56, 106.55, 44), china("Xi'an", "西安", 4, 34.34, 108.94, 34),
    china("Kunming", "昆明", 4, 25.04, 102.71, 18), china("Guiyang", "贵阳", 4, 26.65, 106.63, 12),
    china("Lanzhou", "兰州", 4, 36.06, 103.83, 10), china("Urumqi", "乌鲁木齐", 4, 43.83, 87.62, 8),
    china("Shenyang", "沈阳", 5, 41.81, 123.43, 24), china("Dalian", "大连", 5, 38.91, 121.61, 24),
    china("Changchun", "长春", 5, 43.82, 125.32, 16), china("Harbin", "哈尔滨", 5, 45.80, 126.53, 18),
    abroad("Singapore", "Singapore", 1.35, 103.82, 24), abroad("Tokyo", "Japan", 35.68, 139.69, 18),
    abroad("Seoul", "Korea", 37.57, 126.98, 12), abroad("Bangkok", "Thailand", 13.76, 100.50, 12),
    abroad("Jakarta", "Indonesia", -6.21, 106.85, 10), abroad("Dubai", "UAE", 25.20, 55.27, 10),
    abroad("Hamburg", "Germany", 53.55, 9.99, 14), abroad("Rotterdam", "Netherlands", 51.92, 4.48, 10),
    abroad("London", "UK", 51.51, -0.13, 12), abroad("Chicago", "USA", 41.88, -87.63, 14),
    abroad("Houston", "USA", 29.76, -95.37, 10), abroad("Sydney", "Australia", -33.87, 151.21, 8),
  ]

  /// Those with the most customers first.
  static func cities(of region: Int) -> [City] {
    cities.filter { $0.region == region }.sorted { $0.weight > $1.weight }
  }

  static let weights = cities.map(\.weight)

  private static func china(
    _ name: StaticString, _ local: StaticString, _ region: Int, _ latitude: Double, _ longitude: Double,
    _ weight: Int
  ) -> City {
    City(
      name: name, local: local, region: region, country: "China", latitude: latitude,
      longitude: longitude, weight: weight)
  }

  private static func abroad(
    _ name: StaticString, _ country: StaticString, _ latitude: Double, _ longitude: Double, _ weight: Int
  ) -> City {
    City(
      name: name, local: name, region: overseas, country: country, latitude: latitude,
      longitude: longitude, weight: weight)
  }
}
