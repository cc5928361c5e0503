package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until what programs tell has arrived, and says what it was. */
final class Evidence {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int LAST_TRACES = 500;
  private static final String LEAK = "AsupersyncObligationLeaked";

  private final Optional<Zipkin> zipkin;
  private final Optional<Prometheus> prometheus;

  Evidence(Optional<Zipkin> zipkin, Optional<Prometheus> prometheus) {
    this.zipkin = zipkin;
    this.prometheus = prometheus;
  }

  /** Something to be told when it is there. */
  private interface Look {
    Optional<String> at(Cx cx) throws IOException, TroubleException;
  }

  List<String> await(Cx cx, List<Demo> demos) throws TroubleException {
    List<String> told = new ArrayList<>();
    if (prometheus.isPresent()) {
      told.add(await(cx, "alert that a leak sets off", c -> alerts(c, prometheus.get())));
      for (Demo demo : demos) {
        told.add(await(cx, "series of " + demo.name(), c -> metrics(c, prometheus.get(), demo)));
      }
      told.add(await(cx, "exemplar whose trace is known", c -> exemplars(c, prometheus.get())));
    }
    if (zipkin.isPresent()) {
      for (Demo demo : demos) {
        told.add(await(cx, "whole trace of " + demo.name(), c -> traces(c, zipkin.get(), demo)));
      }
    }
    return told;
  }

  private static String await(Cx cx, String what, Look look) throws TroubleException {
    long from = cx.nanoTime();
    while (true) {
      Optional<String> seen = look(cx, look);
      if (seen.isPresent()) {
        return seen.get();
      }
      if (cx.nanoTime() - from > LIMIT.toNanos()) {
        throw new TroubleException("There is no " + what + " after " + LIMIT.toSeconds() + " s.");
      }
      cx.sleep(BETWEEN_LOOKS);
    }
  }

  private static Optional<String> look(Cx cx, Look look) throws TroubleException {
    try {
      return look.at(cx);
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** Of what goes on for ever the root has not ended; what begins in it late has a trace of its own. */
  private static Optional<String> traces(Cx cx, Zipkin zipkin, Demo demo) throws IOException, TroubleException {
    List<ZipkinTrace> ended = zipkin.traces(cx, demo.name(), demo.span(), LAST_TRACES).stream()
        .filter(trace -> trace.root().isPresent()).toList();
    for (ZipkinTrace trace : ended) {
      List<String> misfits = trace.misfits();
      if (!misfits.isEmpty()) {
        throw new TroubleException(misfits.getFirst() + ".");
      }
    }
    boolean arrived = !ended.isEmpty() && ended.stream().allMatch(ZipkinTrace::isWhole);
    long spans = ended.stream().mapToLong(trace -> trace.spans().size()).sum();
    return arrived
        ? Optional.of(ended.size() + (ended.size() == 1 ? " trace of " : " traces of ") + demo.name() + ", whole: "
            + spans + " spans, each within its parent")
        : Optional.empty();
  }

  private static Optional<String> metrics(Cx cx, Prometheus prometheus, Demo demo) throws IOException {
    List<Prometheus.Sample> ended = prometheus.query(
        cx, "sum(asupersync_task_duration_seconds_count{instance=\"" + demo.name() + "\"}) > 0");
    List<Prometheus.Sample> series = prometheus.query(
        cx, "count({__name__=~\"asupersync_.+\",instance=\"" + demo.name() + "\"})");
    return ended.isEmpty() || series.isEmpty()
        ? Optional.empty()
        : Optional.of("%.0f series of %s, in which %.0f tasks have ended".formatted(
            series.getFirst().value(), demo.name(), ended.getFirst().value()));
  }

  private Optional<String> exemplars(Cx cx, Prometheus prometheus) throws IOException {
    List<Prometheus.Exemplar> all = prometheus.exemplars(cx, "asupersync_task_duration_seconds_bucket");
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (zipkin.isPresent()) {
      Prometheus.Exemplar one = all.getFirst();
      boolean known = zipkin.get().trace(cx, one.traceId()).spans().stream()
          .anyMatch(span -> span.id().equals(one.spanId()));
      return known
          ? Optional.of(all.size() + " exemplars; the first leads to a span that Zipkin has")
          : Optional.empty();
    }
    return Optional.of(all.size() + " exemplars");
  }

  private static Optional<String> alerts(Cx cx, Prometheus prometheus) throws IOException {
    List<Map<String, String>> firing = prometheus.firing(cx);
    return firing.stream().anyMatch(labels -> LEAK.equals(labels.get("alertname")))
        ? Optional.of("alerts that fire: " + String.join(", ",
            firing.stream().map(labels -> String.valueOf(labels.get("alertname"))).distinct().sorted().toList()))
        : Optional.empty();
  }
}
