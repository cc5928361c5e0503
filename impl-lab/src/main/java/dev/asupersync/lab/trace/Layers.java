package dev.asupersync.lab.trace;

/**
 * Finds the layer of each event from what is remembered of each thing: the layer of its last writer, which is
 * the last of all its writers, and the last layer of its readers. A table of longs without objects.
 */
final class Layers {

  private long[] things = new long[1024];
  private int[] writer = new int[1024];
  private int[] reader = new int[1024];
  private boolean[] used = new boolean[1024];
  private int size;
  private int depth;

  int depth() {
    return depth;
  }

  /** The layer of the next event, from 0. */
  int place(Footprint footprint) {
    int layer = 0;
    for (int i = 0; i < footprint.size(); i++) {
      int at = slot(footprint.resource(i));
      layer = Math.max(layer, footprint.isWrite(i) ? Math.max(writer[at], reader[at]) : writer[at]);
    }
    for (int i = 0; i < footprint.size(); i++) {
      int at = slot(footprint.resource(i));
      if (footprint.isWrite(i)) {
        writer[at] = layer + 1;
      } else {
        reader[at] = Math.max(reader[at], layer + 1);
      }
    }
    depth = Math.max(depth, layer + 1);
    return layer;
  }

  private int slot(long thing) {
    int mask = things.length - 1;
    int at = (int) Mix.of(thing) & mask;
    while (used[at] && things[at] != thing) {
      at = (at + 1) & mask;
    }
    if (used[at]) {
      return at;
    }
    if (size * 2 >= things.length) {
      grow();
      return slot(thing);
    }
    used[at] = true;
    things[at] = thing;
    size++;
    return at;
  }

  private void grow() {
    long[] oldThings = things;
    int[] oldWriter = writer;
    int[] oldReader = reader;
    boolean[] oldUsed = used;
    int room = Math.multiplyExact(things.length, 2);
    things = new long[room];
    writer = new int[room];
    reader = new int[room];
    used = new boolean[room];
    size = 0;
    for (int i = 0; i < oldThings.length; i++) {
      if (oldUsed[i]) {
        int at = slot(oldThings[i]);
        writer[at] = oldWriter[i];
        reader[at] = oldReader[i];
      }
    }
  }
}
