package dev.asupersync.stand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.asupersync.Cx;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks a Prometheus server. */
record Prometheus(Web web, int port) {

  /** The page of ours that it serves. */
  static final String CONSOLE = "/consoles/asupersync.html";

  private static final Duration LOOKBACK = Duration.ofHours(1);

  /** A series and its value now. */
  record Sample(Map<String, String> labels, double value) {}

  /** A value that was kept, with the span in which it was measured. */
  record Exemplar(String traceId, String spanId, double value) {}

  List<Sample> query(Cx cx, String expression) throws IOException {
    List<Sample> samples = new ArrayList<>();
    data(cx, "/api/v1/query?query=" + encoded(expression)).path("result").forEach(each ->
        samples.add(new Sample(labels(each.path("metric")), each.path("value").path(1).asDouble())));
    return samples;
  }

  List<Exemplar> exemplars(Cx cx, String expression) throws IOException {
    List<Exemplar> exemplars = new ArrayList<>();
    Instant now = cx.now();
    String between = "&start=" + now.minus(LOOKBACK).getEpochSecond() + "&end=" + now.plus(LOOKBACK).getEpochSecond();
    data(cx, "/api/v1/query_exemplars?query=" + encoded(expression) + between).forEach(series ->
        series.path("exemplars").forEach(each -> exemplars.add(new Exemplar(
            each.path("labels").path("trace_id").asText(), each.path("labels").path("span_id").asText(),
            each.path("value").asDouble()))));
    return exemplars;
  }

  /** The labels of each alert that fires. */
  List<Map<String, String>> firing(Cx cx) throws IOException {
    List<Map<String, String>> firing = new ArrayList<>();
    data(cx, "/api/v1/alerts").path("alerts").forEach(each -> {
      if (each.path("state").asText().equals("firing")) {
        firing.add(labels(each.path("labels")));
      }
    });
    return firing;
  }

  URI page(String path) {
    return Ports.uri(port, path);
  }

  /** Its own page on alerts. Debian has another set of pages than Prometheus, and one that is only unpacked none. */
  Optional<URI> alertsPage(Cx cx) {
    return Stream.of("/classic/alerts", "/alerts").map(this::page).filter(page -> isThere(cx, page)).findFirst();
  }

  private boolean isThere(Cx cx, URI page) {
    try {
      return !web.get(cx, page).isEmpty();
    } catch (IOException notThere) {
      return false;
    }
  }

  private JsonNode data(Cx cx, String question) throws IOException {
    return web.json(cx, Ports.uri(port, question)).path("data");
  }

  private static Map<String, String> labels(JsonNode json) {
    Map<String, String> labels = new TreeMap<>();
    json.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
