package dev.asupersync.debug;

import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.debug.http.Handler;
import dev.asupersync.debug.http.Request;
import dev.asupersync.debug.http.Response;
import java.util.Map;
import java.util.Optional;

/**
 * What stands at which address. Every answer is bounded: lists come in parts of at most {@link #MOST}, trees to a
 * depth and with so many nodes, texts cut.
 */
final class Pages implements Handler {

  /** The most of anything in one answer. */
  static final int MOST = 500;

  private static final int USUAL = 100;

  private final Looks looks;
  private final Recorder recorder;
  private final DebugOptions options;
  private final Response html = Page.html();

  Pages(Looks looks, Recorder recorder, DebugOptions options) {
    this.looks = looks;
    this.recorder = recorder;
    this.options = options;
  }

  @Override
  public Response answer(Request request) {
    return switch (request.path()) {
      case "/" -> html;
      case "/health" -> json(Json.object("status", "up", "runtime", looks.now().dump().runtime()));
      case "/metrics" -> Response.of(200, Prometheus.TYPE, Prometheus.of(recorder.tally(), looks.now()));
      case "/live" -> new Response.Live(() -> "data: " + Json.of(summary()) + "\n\n");
      case "/api/summary" -> json(summary());
      case "/api/tree" -> tree(request);
      case "/api/region" -> region(request);
      case "/api/task" -> task(request);
      case "/api/find" -> json(new Search(looks.now()).of(request.parameter("q").orElse(""), most(request)));
      case "/api/waits" -> json(new Tables(looks.now()).waits(most(request)));
      case "/api/channels" -> json(new Tables(looks.now()).owned(
          request.parameter("all").isPresent(), request.number("offset", 0, Integer.MAX_VALUE), most(request)));
      case "/api/findings" -> json(new Tables(looks.now()).findings());
      case "/api/incidents" -> json(Tables.events(recorder.incidents(), after(request), most(request)));
      case "/api/events" -> json(Tables.events(recorder.events(), after(request), most(request)));
      default -> Response.text(404, "There is nothing here. What there is stands in docs/debugging.md.\n");
    };
  }

  private Map<String, Object> summary() {
    return new Tables(looks.now()).summary(recorder, options);
  }

  private static int most(Request request) {
    return request.number("limit", USUAL, MOST);
  }

  private static long after(Request request) {
    String text = request.parameter("after").orElse("0");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private Response tree(Request request) {
    Picture picture = looks.now();
    TreeView view = new TreeView(picture, request.number("limit", 50, MOST), request.number("depth", 2, 20));
    int offset = request.number("offset", 0, Integer.MAX_VALUE);
    if (request.parameter("region").isEmpty()) {
      return json(view.roots(offset));
    }
    return id(request, "region", 'R').flatMap(id -> picture.region(new RegionId(id)))
        .map(node -> json(view.below(node, offset))).orElse(gone("region"));
  }

  private Response region(Request request) {
    Picture picture = looks.now();
    RegionView view = new RegionView(picture, request.number("offset", 0, Integer.MAX_VALUE), most(request),
        request.parameter("group").orElse(""));
    return id(request, "id", 'R').flatMap(id -> picture.region(new RegionId(id)))
        .map(node -> json(view.of(node))).orElse(gone("region"));
  }

  private Response task(Request request) {
    Picture picture = looks.now();
    return id(request, "id", 'T').flatMap(id -> picture.task(new TaskId(id)))
        .map(task -> json(new TaskView(picture).whole(task))).orElse(gone("task"));
  }

  /** {@code R7} or {@code 7}. */
  private static Optional<Long> id(Request request, String name, char letter) {
    return request.parameter(name).filter(text -> text.matches(letter + "?\\d{1,18}"))
        .map(text -> Long.parseLong(text.charAt(0) == letter ? text.substring(1) : text));
  }

  private static Response gone(String what) {
    return Response.json(404, Json.of(Json.object("error", "No such " + what + ", or no longer.")));
  }

  private static Response json(Map<String, Object> value) {
    return Response.json(200, Json.of(value));
  }
}
