package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 3.5 to 3.14: the laws of strengthen over every pair and triple of several hundred reasons. */
class CancelReasonTest {

  private static final List<CancelReason> DOMAIN = domain();

  /** All kinds, two times, no message and two messages, origins, and causes that differ below the head. */
  private static List<CancelReason> domain() {
    List<Optional<CancelReason>> causes = List.of(
        Optional.empty(),
        Optional.of(CancelReason.user("root")),
        Optional.of(CancelReason.of(CancelKind.SHUTDOWN).causedBy(CancelReason.user("root"))));
    List<CancelReason> all = new ArrayList<>();
    for (CancelKind kind : CancelKind.values()) {
      for (long at : new long[] {0, 1}) {
        for (String text : new String[] {null, "", "b"}) {
          Optional<String> message = Optional.ofNullable(text);
          for (Optional<CancelReason> cause : causes) {
            all.add(new CancelReason(kind, Optional.empty(), Optional.empty(), at, message, cause, 0));
          }
          all.add(new CancelReason(kind, Optional.of(new RegionId(1)), Optional.of(new TaskId(at)), at,
              message, Optional.empty(), 1));
        }
      }
    }
    return all;
  }

  @Test
  void the_domain_is_large_and_has_no_doubles() {
    assertThat(DOMAIN).hasSizeGreaterThan(250).doesNotHaveDuplicates();
  }

  @Test
  void strengthen_is_idempotent_and_commutative() {
    for (CancelReason a : DOMAIN) {
      for (CancelReason b : DOMAIN) {
        if (!a.strengthen(b).equals(b.strengthen(a))) {
          fail("strengthen is not commutative for " + a + " and " + b);
        }
      }
      assertThat(a.strengthen(a)).isSameAs(a);
    }
  }

  @Test
  void strengthen_is_associative() {
    for (CancelReason a : DOMAIN) {
      for (CancelReason b : DOMAIN) {
        CancelReason ab = a.strengthen(b);
        for (CancelReason c : DOMAIN) {
          if (!ab.strengthen(c).equals(a.strengthen(b.strengthen(c)))) {
            fail("strengthen is not associative for " + a + ", " + b + ", " + c);
          }
        }
      }
    }
  }

  @Test
  void strengthen_picks_one_whole_and_is_never_weaker_than_either() {
    for (CancelReason a : DOMAIN) {
      for (CancelReason b : DOMAIN) {
        CancelReason stronger = a.strengthen(b);
        if (stronger != a && stronger != b) {
          fail("strengthen mixed " + a + " and " + b + " into " + stronger);
        }
        assertThat(stronger.severity()).isEqualTo(Math.max(a.severity(), b.severity()));
      }
    }
  }

  @Test
  void of_equal_severity_the_earlier_wins_then_a_message_then_the_smaller_one() {
    CancelReason silent = CancelReason.of(CancelKind.TIMEOUT);
    CancelReason apple = silent.withMessage("apple");
    CancelReason pear = silent.withMessage("pear");
    CancelReason earlier = silent.withOrigin(Optional.empty(), Optional.empty(), -1);

    assertThat(apple.strengthen(earlier)).isSameAs(earlier);
    assertThat(silent.strengthen(apple)).isSameAs(apple);
    assertThat(pear.strengthen(apple)).isSameAs(apple);
  }

  @Test
  void of_equal_everything_else_the_smaller_kind_code_wins_then_region_then_task() {
    CancelReason timeout = CancelReason.of(CancelKind.TIMEOUT);
    CancelReason deadline = CancelReason.of(CancelKind.DEADLINE);
    CancelReason region1 = at(1, 9);
    CancelReason region2 = at(2, 1);

    assertThat(deadline.strengthen(timeout)).isSameAs(timeout);
    assertThat(region2.strengthen(region1)).isSameAs(region1);
    assertThat(at(1, 9).strengthen(at(1, 8))).isEqualTo(at(1, 8));
  }

  private static CancelReason at(long region, long task) {
    return CancelReason.of(CancelKind.USER)
        .withOrigin(Optional.of(new RegionId(region)), Optional.of(new TaskId(task)), 0);
  }

  private static CancelReason chainOf(int links) {
    CancelReason chain = CancelReason.user("1");
    for (int i = 2; i <= links; i++) {
      chain = CancelReason.user(String.valueOf(i)).causedBy(chain, 1_000, 1_000_000);
    }
    return chain;
  }

  @Test
  void a_chain_within_the_limits_is_whole() {
    CancelReason chain = CancelReason.user("head").causedBy(chainOf(CancelReason.MAX_DEPTH - 1));

    assertThat(chain.depth()).isEqualTo(CancelReason.MAX_DEPTH);
    assertThat(chain.chain()).allMatch(link -> link.truncatedAt() == 0);
    assertThat(chain.rootCause().message()).contains("1");
  }

  @Test
  void a_chain_over_the_depth_is_cut_at_the_far_end_and_says_so() {
    for (int limit = 1; limit <= 8; limit++) {
      for (int below = 1; below <= 10; below++) {
        CancelReason chain = CancelReason.user("head").causedBy(chainOf(below), limit, 1_000_000);

        assertThat(chain.depth()).isEqualTo(Math.min(limit, 1 + below));
        assertThat(chain.truncatedAt()).isEqualTo(1 + below > limit ? limit : 0);
        assertThat(chain.rootCause().truncatedAt() > 0).isEqualTo(1 + below > limit);
        assertThat(chain.message()).contains("head");
      }
    }
  }

  @Test
  void a_chain_over_the_memory_limit_is_cut_by_the_estimate() {
    for (int bytes = 0; bytes <= 600; bytes++) {
      int depth = CancelReason.user("head").causedBy(chainOf(5), 1_000, bytes).depth();

      int estimate = 80 * depth + 8 * (depth - 1);
      int oneMore = 80 * (depth + 1) + 8 * depth;
      assertThat(depth == 1 || estimate <= bytes).as("%d bytes hold %d links", bytes, depth).isTrue();
      assertThat(depth == 6 || oneMore > bytes).as("%d bytes hold more than %d links", bytes, depth).isTrue();
    }
  }

  @Test
  void a_chain_that_keeps_growing_stays_within_the_limits() {
    CancelReason chain = CancelReason.user("root");
    for (int i = 0; i < 1_000; i++) {
      chain = CancelReason.of(CancelKind.PARENT_CANCELLED).causedBy(chain);
    }

    assertThat(chain.depth()).isEqualTo(CancelReason.MAX_DEPTH);
    assertThat(chain.truncatedAt()).isEqualTo(CancelReason.MAX_DEPTH);
  }

  @Test
  void a_cause_that_was_cut_before_leaves_its_mark_on_the_new_head() {
    CancelReason cut = CancelReason.user("middle").causedBy(chainOf(5), 3, 1_000_000);

    CancelReason chain = CancelReason.user("head").causedBy(cut);

    assertThat(chain.depth()).isEqualTo(4);
    assertThat(chain.truncatedAt()).isEqualTo(4);
    assertThat(chain.explain()).endsWith(" <- ...");
  }

  @Test
  void the_chain_is_searched_by_kind_and_by_reason() {
    CancelReason root = CancelReason.of(CancelKind.SHUTDOWN);
    CancelReason middle = CancelReason.of(CancelKind.PARENT_CANCELLED).causedBy(root);
    CancelReason head = CancelReason.of(CancelKind.RACE_LOST).causedBy(middle);

    assertThat(head.chain()).containsExactly(head, middle, root);
    assertThat(head.rootCause()).isEqualTo(root);
    assertThat(head.anyCauseIs(CancelKind.SHUTDOWN)).isTrue();
    assertThat(head.anyCauseIs(CancelKind.RACE_LOST)).isTrue();
    assertThat(head.anyCauseIs(CancelKind.TIMEOUT)).isFalse();
    assertThat(head.isCausedBy(middle)).isTrue();
    assertThat(head.isCausedBy(root)).isTrue();
    assertThat(head.isCausedBy(head)).isFalse();
  }

  @Test
  void it_reads_as_words_then_the_message() {
    assertThat(CancelReason.of(CancelKind.RACE_LOST).withMessage("mirror answered first"))
        .hasToString("race lost: mirror answered first");
    assertThat(CancelReason.of(CancelKind.FAIL_FAST)).hasToString("fail-fast");
  }

  @Test
  void explain_tells_the_whole_chain_with_its_origins() {
    CancelReason root = CancelReason.user("enough")
        .withOrigin(Optional.of(new RegionId(1)), Optional.of(new TaskId(2)), 5);
    CancelReason head = CancelReason.of(CancelKind.PARENT_CANCELLED)
        .withOrigin(Optional.of(new RegionId(3)), Optional.empty(), 5).causedBy(root);

    assertThat(head.explain()).isEqualTo("parent cancelled in R3 <- user: enough in R1 by T2");
    assertThat(CancelReason.user("head").causedBy(chainOf(2), 2, 1_000).explain())
        .isEqualTo("user: head <- user: 2 <- ...");
  }
}
