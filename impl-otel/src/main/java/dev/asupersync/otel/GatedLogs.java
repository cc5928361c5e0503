package dev.asupersync.otel;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A {@link Gate} before the batch processor of an SDK that autoconfiguration makes. */
final class GatedLogs {

  private final Gate gate;
  private final List<Exit> exits = new ArrayList<>();

  GatedLogs(Gate gate) {
    this.gate = gate;
  }

  /** To be asked for each exporter, before the processors. */
  LogRecordExporter exporter(LogRecordExporter inner) {
    Exit exit = new Exit(inner, gate);
    exits.add(exit);
    return exit;
  }

  /** To be asked for each processor. A simple one has no queue; a batch one feeds all the others at once. */
  LogRecordProcessor processor(LogRecordProcessor inner, long room) {
    if (inner instanceof SimpleLogRecordProcessor simple) {
      exits.removeIf(exit -> exit.equals(simple.getLogRecordExporter()));
    }
    if (!(inner instanceof BatchLogRecordProcessor) || exits.isEmpty()) {
      return inner;
    }
    exits.getFirst().leaves = true;
    gate.room(room);
    return new Entrance(inner, gate);
  }

  private record Entrance(LogRecordProcessor inner, Gate gate) implements LogRecordProcessor {

    @Override
    public void onEmit(Context context, ReadWriteLogRecord record) {
      if (gate.enter()) {
        inner.onEmit(context, record);
      }
    }

    @Override
    public CompletableResultCode shutdown() {
      return inner.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
      return inner.forceFlush();
    }
  }

  private static final class Exit implements LogRecordExporter {

    private final LogRecordExporter inner;
    private final Gate gate;
    private volatile boolean leaves;

    Exit(LogRecordExporter inner, Gate gate) {
      this.inner = inner;
      this.gate = gate;
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      if (leaves) {
        gate.leave(records.size());
      }
      return gate.watch(records.size(), () -> inner.export(records));
    }

    @Override
    public CompletableResultCode flush() {
      return inner.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return inner.shutdown();
    }

    @Override
    public String toString() {
      return inner.toString();
    }
  }
}
