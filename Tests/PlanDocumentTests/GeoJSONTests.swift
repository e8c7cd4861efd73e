import RapportPlanPages
import RapportScheduling
import RapportValues
import Testing

@Suite struct GeoJSONTests {
  @Test func anEmptyPlanIsAnEmptyCollection() throws {
    var document = try SamplePlan.document()
    document.plan = VisitPlan(visits: [], unmet: [], load: [], objective: .init())
    #expect(document.geoJSON() == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
  }

  @Test func stopsAndDaysWithTheLongitudeFirst() throws {
    let lines = try SamplePlan.document().geoJSON().split(separator: "\n").map(String.init)
    #expect(lines.first == "{\"type\":\"FeatureCollection\",\"features\":[" && lines.last == "]}")
    #expect(
      lines[1] == """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[121.499800,31.239700]},\
        "properties":{"kind":"stop",\
        "person":"张伟","date":"2026-11-30","sequence":1,"account":17,\
        "name":"上海浦东发展有限公司","start":"09:30","end":"10:30",\
        "purpose":"Key-account visit, Collection"}},
        """)
    // From the base over two stops and back; desk work and places without coordinates are not on the map.
    #expect(
      lines[3] == """
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[121.473700,31.230400],\
        [121.499800,31.239700],\
        [121.336300,31.197900],[121.473700,31.230400]]},"properties":{"kind":"route",\
        "person":"张伟","date":"2026-11-30",\
        "stops":2}},
        """)
    #expect(lines.count == 7)
  }

  @Test func aPersonWithoutPlacesHasNoFeatures() throws {
    #expect(
      try SamplePlan.document().geoJSON(person: 4) == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
  }

  @Test func aSingleStopWithoutABaseIsNoLine() throws {
    var document = try SamplePlan.document()
    document.people[0].base = nil
    document.plan.visits = [document.plan.visits[3]]
    #expect(!document.geoJSON().contains("LineString"))
  }
}
