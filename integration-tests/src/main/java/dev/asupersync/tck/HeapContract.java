package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Cx;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.heap.HeapHandle;
import dev.asupersync.heap.RegionHeap;
import org.junit.jupiter.api.Test;

/** Values that a region owns. Rules: 4.16, 4.29. */
public interface HeapContract extends RuntimeSource {

  @Test
  default void a_value_is_reached_until_it_is_removed() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RegionHeap<String> heap = scope.open(RegionHeap.create());
      HeapHandle<String> handle = heap.put(own, "a");
      assertThat(heap.get(own, handle)).isEqualTo("a");
      assertThat(heap.set(own, handle, "b")).isEqualTo("a");
      assertThat(heap.size()).isEqualTo(1);
      assertThat(heap.remove(own, handle)).isEqualTo("b");
      assertThat(heap.size()).isZero();
      assertThatThrownBy(() -> heap.get(own, handle))
          .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3107").hasMessageContaining("stale");
    });
  }

  @Test
  default void a_stale_handle_does_not_reach_what_took_the_place() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RegionHeap<String> heap = scope.open(RegionHeap.create());
      HeapHandle<String> first = heap.put(own, "a");
      HeapHandle<String> second = heap.put(own, "b");
      heap.remove(own, first);
      heap.remove(own, second);
      HeapHandle<String> third = heap.put(own, "c");
      assertThat(third.index()).isEqualTo(second.index());
      assertThatThrownBy(() -> heap.remove(own, second)).hasMessageContaining("CX-3107");
      assertThat(heap.get(own, third)).isEqualTo("c");
    });
  }

  @Test
  default void a_handle_of_another_heap_or_of_a_closed_region_is_refused() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RegionHeap<String> heap = scope.open(RegionHeap.create());
      RegionHeap<String> other = scope.open(RegionHeap.create());
      HeapHandle<String> handle = heap.put(own, "a");
      assertThatThrownBy(() -> other.get(own, handle)).hasMessageContaining("another heap");
      RegionHeap<String> gone = Bench.valueOf(own.<RegionHeap<String>>region(inner -> {
        RegionHeap<String> inside = inner.open(RegionHeap.create());
        inside.put(inner.cx(), "b");
        return inside;
      }));
      assertThatThrownBy(() -> gone.put(own, "c")).hasMessageContaining("has closed");
    });
  }

  @Test
  default void a_full_heap_refuses_more() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      RegionHeap<String> heap = scope.open(RegionHeap.<String>create().withLimit(1));
      HeapHandle<String> only = heap.put(own, "a");
      assertThatThrownBy(() -> heap.put(own, "b")).hasMessageContaining("CX-2004");
      heap.remove(own, only);
      heap.put(own, "c");
    });
  }
}
