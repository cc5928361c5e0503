package dev.asupersync.lab.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The Foata normal form of a trace: the same for all traces that differ only in the order of events that
 * commute. The events stand in layers; one that depends on nothing is in the first, any other in the layer
 * after the last one of those before it that it depends on. Inside a layer all commute, so they are sorted.
 *
 * <p>Ids are given out in the order of a run, so tasks, regions and obligations go by who made them, and as
 * which of theirs; times and event numbers do not count. Channels, locks and cells go by their id: where tasks
 * open them at the same time, traces that only differ in that are told apart, never the other way round.
 *
 * <p>Takes time that grows with the number of events times what each touches, and about 20 bytes of memory for
 * an event.
 */
public final class Foata {

  private final int[] layers;
  private final long[] keys;
  private final long[] seqs;
  private final int depth;
  private final int width;
  private final long fingerprint;

  private Foata(int[] layers, long[] keys, long[] seqs, int depth) {
    int[] begins = new int[depth + 1];
    for (int layer : layers) {
      begins[layer + 1]++;
    }
    int widest = 0;
    for (int i = 0; i < depth; i++) {
      widest = Math.max(widest, begins[i + 1]);
      begins[i + 1] += begins[i];
    }
    this.depth = depth;
    this.width = widest;
    this.layers = begins;
    this.keys = new long[keys.length];
    this.seqs = new long[keys.length];
    int[] next = begins.clone();
    for (int i = 0; i < keys.length; i++) {
      this.seqs[next[layers[i]]++] = i;
    }
    sortLayers(keys);
    for (int i = 0; i < keys.length; i++) {
      int from = (int) this.seqs[i];
      this.keys[i] = keys[from];
      this.seqs[i] = seqs[from];
    }
    this.fingerprint = hash();
  }

  /** By key; equal keys stay in the order of the trace. The places of events stand in {@link #seqs}. */
  private void sortLayers(long[] keyOf) {
    for (int layer = 0; layer < depth; layer++) {
      int from = layers[layer];
      int to = layers[layer + 1];
      if (to - from == 1) {
        continue;
      }
      if (to - from <= 32) {
        insertionSort(keyOf, from, to);
      } else {
        Long[] places = new Long[to - from];
        for (int i = 0; i < places.length; i++) {
          places[i] = seqs[from + i];
        }
        Arrays.sort(places, (a, b) -> Long.compare(keyOf[a.intValue()], keyOf[b.intValue()]));
        for (int i = 0; i < places.length; i++) {
          seqs[from + i] = places[i];
        }
      }
    }
  }

  private void insertionSort(long[] keyOf, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long place = seqs[i];
      int at = i;
      while (at > from && keyOf[(int) seqs[at - 1]] > keyOf[(int) place]) {
        seqs[at] = seqs[at - 1];
        at--;
      }
      seqs[at] = place;
    }
  }

  /** Of these events, in this order. */
  public static Foata of(Iterable<TraceEvent> events) {
    return of(events.iterator());
  }

  /** Of all that is left of these. */
  public static Foata of(Iterator<TraceEvent> events) {
    Builder form = new Builder();
    events.forEachRemaining(form::add);
    return form.build();
  }

  /** Takes the events one by one. */
  public static final class Builder {

    private final Layers layers = new Layers();
    private final StructuralNames names = new StructuralNames();
    private final Footprint footprint = new Footprint();
    private int[] layerOf = new int[1024];
    private long[] keyOf = new long[1024];
    private long[] seqOf = new long[1024];
    private int size;

    /** No events yet. */
    public Builder() {}

    /** The next event. */
    public void add(TraceEvent event) {
      long key = names.key(event);
      if (event.kind() == TraceKind.SCHEDULE) {
        return;
      }
      if (size == layerOf.length) {
        int more = Math.addExact(size, size >> 1);
        layerOf = Arrays.copyOf(layerOf, more);
        keyOf = Arrays.copyOf(keyOf, more);
        seqOf = Arrays.copyOf(seqOf, more);
      }
      layerOf[size] = layers.place(footprint.of(event));
      keyOf[size] = key;
      seqOf[size++] = event.seq();
    }

    /** The form of those so far. */
    public Foata build() {
      return new Foata(
          Arrays.copyOf(layerOf, size), Arrays.copyOf(keyOf, size), Arrays.copyOf(seqOf, size), layers.depth());
    }
  }

  private long hash() {
    long hash = Mix.of(depth);
    for (int layer = 0; layer < depth; layer++) {
      hash = Mix.of(hash, layers[layer + 1] - layers[layer]);
      for (int i = layers[layer]; i < layers[layer + 1]; i++) {
        hash = Mix.of(hash, keys[i]);
      }
    }
    return hash;
  }

  /** 64 bits, the same for equal forms, in every version of Java and on every machine. */
  public long fingerprint() {
    return fingerprint;
  }

  /** How many events. */
  public int size() {
    return keys.length;
  }

  /** How many layers: the longest chain of events that depend on each other. */
  public int depth() {
    return depth;
  }

  /** How many events the widest layer has: how much could have gone on at once. */
  public int width() {
    return width;
  }

  /** The numbers of the events of a layer, sorted as the form sorts them. */
  public List<Long> layer(int layer) {
    List<Long> events = new ArrayList<>();
    for (int i = layers[layer]; i < layers[layer + 1]; i++) {
      events.add(seqs[i]);
    }
    return events;
  }

  /**
   * Where two forms part: the first layer that is not the same, and the events that only one of them has
   * there. The layer is -1 when they are equal.
   */
  public Parting partingFrom(Foata other) {
    for (int layer = 0; layer < Math.max(depth, other.depth); layer++) {
      List<Long> here = only(layer, other);
      List<Long> there = other.only(layer, this);
      if (!here.isEmpty() || !there.isEmpty()) {
        return new Parting(layer, here, there);
      }
    }
    return new Parting(-1, List.of(), List.of());
  }

  /** What {@link #partingFrom} finds: numbers of events, each in its own trace. */
  public record Parting(int layer, List<Long> here, List<Long> there) {

    public Parting {
      here = List.copyOf(here);
      there = List.copyOf(there);
    }
  }

  /** The events of a layer that the other does not have in its own, both sorted by key. */
  private List<Long> only(int layer, Foata other) {
    List<Long> found = new ArrayList<>();
    if (layer >= depth) {
      return found;
    }
    int theirs = layer < other.depth ? other.layers[layer] : 0;
    int end = layer < other.depth ? other.layers[layer + 1] : 0;
    for (int i = layers[layer]; i < layers[layer + 1]; i++) {
      while (theirs < end && other.keys[theirs] < keys[i]) {
        theirs++;
      }
      if (theirs < end && other.keys[theirs] == keys[i]) {
        theirs++;
      } else {
        found.add(seqs[i]);
      }
    }
    return found;
  }

  /** Whether the forms are the same, event by event. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Foata that && Arrays.equals(layers, that.layers) && Arrays.equals(keys, that.keys);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys);
  }

  @Override
  public String toString() {
    return String.format("%d events in %d layers, at most %d in one, fingerprint %016x", size(), depth, width,
        fingerprint);
  }
}
