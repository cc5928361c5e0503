package dev.asupersync.stand.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipkinJsonTest {

  private static final ByteString TRACE = ByteString.copyFrom(new byte[16]);
  private static final ByteString ID = ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0xff});

  private static JsonNode of(Span span) throws Exception {
    ResourceSpans spans = ResourceSpans.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
        .build();
    return JsonMapper.builder().build().readTree(ZipkinJson.of(List.of(spans))).get(0);
  }

  private static Span.Builder span() {
    return Span.newBuilder().setTraceId(TRACE).setSpanId(ID).setName("one")
        .setStartTimeUnixNano(5_000).setEndTimeUnixNano(9_500);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
  }

  @Test
  void a_span_has_its_place_its_times_in_microseconds_and_its_service() throws Exception {
    JsonNode json = of(span().setParentSpanId(ID).build());

    assertThat(json.get("id").asText()).isEqualTo("01020304050607ff");
    assertThat(json.get("parentId").asText()).isEqualTo("01020304050607ff");
    assertThat(json.get("timestamp").asLong()).isEqualTo(5);
    assertThat(json.get("duration").asLong()).isEqualTo(4);
    assertThat(json.get("localEndpoint").get("serviceName").asText()).isEqualTo("shop");
  }

  @Test
  void no_time_at_all_is_a_microsecond_because_zero_means_unknown() throws Exception {
    assertThat(of(span().setEndTimeUnixNano(5_999).build()).get("duration").asLong()).isEqualTo(1);
  }

  @Test
  void attributes_links_and_a_failure_are_tags_and_events_are_annotations() throws Exception {
    JsonNode json = of(span()
        .addAttributes(text("asupersync.outcome", "err"))
        .addLinks(Span.Link.newBuilder().setTraceId(TRACE).setSpanId(ID)
            .addAttributes(text("asupersync.link.kind", "race")))
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(7_000).setName("asked").addAttributes(text("who", "me")))
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("sold out"))
        .build());

    JsonNode tags = json.get("tags");
    assertThat(tags.get("asupersync.outcome").asText()).isEqualTo("err");
    assertThat(tags.get("link.0").asText())
        .isEqualTo("00000000000000000000000000000000/01020304050607ff asupersync.link.kind=race");
    assertThat(tags.get("error").asText()).isEqualTo("sold out");
    assertThat(json.get("annotations").get(0).get("value").asText()).isEqualTo("asked who=me");
    assertThat(json.get("annotations").get(0).get("timestamp").asLong()).isEqualTo(7);
  }

  @Test
  void a_cancelled_span_is_no_error() throws Exception {
    JsonNode tags = of(span().addAttributes(text("asupersync.outcome", "cancelled")).build()).get("tags");

    assertThat(tags.has("error")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"b\" \\ c", "line\nbreak\u0000\u001f", "ż 日本 \uD83D\uDE00", "</script>"})
  void any_name_comes_through(String name) throws Exception {
    assertThat(of(span().setName(name).build()).get("name").asText()).isEqualTo(name);
  }
}
