package dev.asupersync.lab.explore;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.lab.fault.FaultPlan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A run in one word that can be copied: with the same program it gives the same run, anywhere. It holds the choices,
 * the seed of the random numbers, which program it was, and, for every {@value #STRIDE} choices, a hash of what the run
 * did until then, so that a run that goes another way is found out where it does.
 *
 * <p>The choices are written in the order "the running strand, then the others from the oldest on", so that a 0 means
 * no switch.
 */
public final class ReplayToken {

  /** After so many choices a hash is written. */
  static final int STRIDE = 16;

  private static final int VERSION = 1;
  private static final int MAX_CHARACTERS = 64 << 20;
  private static final int LANES = 1;
  private static final int WITH_PLAN = 2;
  private static final int MAX_PLAN = 1 << 16;

  private final boolean lanes;
  private final int program;
  private final long seed;
  private final FaultPlan plan;
  private final Choices choices;

  /** The choices, as parallel arrays: of what kind, among how many, which; and the hashes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and there may be millions
  record Choices(byte[] kinds, int[] counts, int[] ranks, char[] hashes, char last) {

    int size() {
      return kinds.length;
    }
  }

  ReplayToken(boolean lanes, int program, long seed, FaultPlan plan, Choices choices) {
    this.lanes = lanes;
    this.program = program;
    this.seed = seed;
    this.plan = plan;
    this.choices = choices;
  }

  /** What a program is known by. */
  static int hashOf(String program) {
    long hash = program.length();
    for (int i = 0; i < program.length(); i++) {
      hash = SplitMix.mix(hash + program.charAt(i));
    }
    return (int) hash;
  }

  /** Whether the strands of some lanes came before others. */
  boolean mindsLanes() {
    return lanes;
  }

  Choices choices() {
    return choices;
  }

  /** The seed of the program's random numbers. */
  public long seed() {
    return seed;
  }

  /** What might have been injected; what was is among the choices. */
  public FaultPlan plan() {
    return plan;
  }

  /** How many choices it holds. */
  public int size() {
    return choices.size();
  }

  /** Whether it is of a run of a program of that name. */
  public boolean isOf(String name) {
    return program == hashOf(name);
  }

  /** Reads what {@link #toString} writes. Errors: CX-4021 where it is anything else. */
  public static ReplayToken parse(String text) {
    String word = text.strip();
    if (word.length() > MAX_CHARACTERS) {
      throw unreadable(word, "it has " + word.length() + " characters, and " + MAX_CHARACTERS + " is the most");
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(word);
    } catch (IllegalArgumentException no) {
      throw unreadable(word, "it is not written in the letters of base64url");
    }
    if (bytes.length < 5) {
      throw unreadable(word, "it is too short");
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(word)) {
      throw unreadable(word, "it ends in letters that mean nothing");
    }
    int end = bytes.length - 4;
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, end);
    Bits bits = new Bits(bytes);
    if (new Bits(Arrays.copyOfRange(bytes, end, bytes.length)).read(32) != sum.getValue()) {
      throw unreadable(word, "its sum is wrong, so that a letter of it was changed or is missing");
    }
    try {
      return read(bits, end, word);
    } catch (IndexOutOfBoundsException _) {
      throw unreadable(word, "it ends too early");
    }
  }

  private static ReplayToken read(Bits bits, int end, String word) {
    int version = (int) bits.read(8);
    if (version != VERSION) {
      throw unreadable(word, "it is of version " + version + ", and this reads version " + VERSION);
    }
    int flags = (int) bits.read(8);
    boolean lanes = (flags & LANES) != 0;
    boolean withPlan = (flags & WITH_PLAN) != 0;
    int program = (int) bits.read(32);
    long seed = bits.readNumber();
    FaultPlan plan = withPlan ? readPlan(bits, end) : FaultPlan.NONE;
    long size = bits.readNumber();
    if (size < 0 || size > end * 8L) {
      throw unreadable(word, "it tells of " + size + " choices, more than it can hold");
    }
    Choices choices = new Choices(new byte[(int) size], new int[(int) size], new int[(int) size],
        new char[hashes((int) size)], '\0');
    int before = 2;
    for (int i = 0; i < size; i++) {
      if (i > 0 && i % STRIDE == 0) {
        choices.hashes[i / STRIDE - 1] = (char) bits.read(16);
      }
      int kind = bits.read(1) == 0 ? 0 : 1 + (int) bits.read(withPlan ? 2 : 1);
      int count = bits.read(1) == 0 ? before : (int) Math.min(bits.readNumber(), Integer.MAX_VALUE);
      int rank = count < 2 ? count : (int) bits.read(widthOf(count));
      if (rank >= count || count < 2 || kind >= DecisionKind.values().length) {
        throw unreadable(word, "choice " + i + " is for number " + rank + " of " + count);
      }
      choices.kinds[i] = (byte) kind;
      choices.counts[i] = count;
      choices.ranks[i] = rank;
      before = count;
    }
    char last = (char) bits.read(16);
    if (bits.bytes() != end) {
      throw unreadable(word, "it goes on behind its end");
    }
    return new ReplayToken(lanes, program, seed, plan,
        new Choices(choices.kinds, choices.counts, choices.ranks, choices.hashes, last));
  }

  private static FaultPlan readPlan(Bits bits, int end) {
    long length = bits.readNumber();
    if (length < 0 || length > Math.min(end, MAX_PLAN)) {
      throw new IndexOutOfBoundsException("A plan of " + length + " letters.");
    }
    byte[] words = new byte[(int) length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) bits.read(8);
    }
    return FaultPlan.parse(new String(words, StandardCharsets.UTF_8));
  }

  /** How many hashes stand between so many choices. */
  static int hashes(int choices) {
    return choices == 0 ? 0 : (choices - 1) / STRIDE;
  }

  /** How many bits a choice among so many takes. */
  private static int widthOf(int count) {
    return 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  private static CxUsageException unreadable(String text, String why) {
    String told = text.length() <= 40 ? text : text.substring(0, 40) + "...";
    return new CxUsageException(ErrorCode.TOKEN_UNREADABLE,
        "\"" + told + "\" is no replay token: " + why + ". Copy the whole word that the failure was told with.");
  }

  /** One word in the letters of base64url. */
  @Override
  public String toString() {
    Bits bits = new Bits(new byte[64]);
    bits.write(VERSION, 8);
    bits.write((lanes ? LANES : 0) | (plan.isNone() ? 0 : WITH_PLAN), 8);
    bits.write(program & 0xFFFFFFFFL, 32);
    bits.writeNumber(seed);
    if (!plan.isNone()) {
      byte[] words = plan.toString().getBytes(StandardCharsets.UTF_8);
      bits.writeNumber(words.length);
      for (byte letter : words) {
        bits.write(letter, 8);
      }
    }
    bits.writeNumber(choices.size());
    int before = 2;
    for (int i = 0; i < choices.size(); i++) {
      if (i > 0 && i % STRIDE == 0) {
        bits.write(choices.hashes[i / STRIDE - 1], 16);
      }
      int kind = choices.kinds[i];
      bits.write(kind == 0 ? 0 : 1, 1);
      if (kind > 0) {
        bits.write(kind - 1L, plan.isNone() ? 1 : 2);
      }
      int count = choices.counts[i];
      bits.write(count == before ? 0 : 1, 1);
      if (count != before) {
        bits.writeNumber(count);
      }
      bits.write(choices.ranks[i], widthOf(count));
      before = count;
    }
    bits.write(choices.last, 16);
    byte[] body = Arrays.copyOf(bits.toArray(), bits.bytes());
    CRC32 sum = new CRC32();
    sum.update(body);
    Bits check = new Bits(new byte[4]);
    check.write(sum.getValue(), 32);
    byte[] whole = Arrays.copyOf(body, body.length + 4);
    System.arraycopy(check.toArray(), 0, whole, body.length, 4);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }
}
