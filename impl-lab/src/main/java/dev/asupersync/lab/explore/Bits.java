package dev.asupersync.lab.explore;

import java.util.Arrays;

/** Numbers in few bits, one behind the other. */
final class Bits {

  private byte[] bytes;
  private int position;

  Bits(byte[] bytes) {
    this.bytes = bytes;
  }

  void write(long value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      int at = position >>> 3;
      if (at == bytes.length) {
        bytes = Arrays.copyOf(bytes, at * 2);
      }
      bytes[at] |= (byte) ((value >>> i & 1) << (7 - (position & 7)));
      position++;
    }
  }

  /** Errors: IndexOutOfBoundsException at the end. */
  long read(int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 1 | (bytes[position >>> 3] >>> (7 - (position & 7)) & 1);
      position++;
    }
    return value;
  }

  /** Any number; small ones take few bits: 4 of it at a time, each time with one that says whether more follow. */
  void writeNumber(long value) {
    long rest = value;
    while (rest >>> 4 != 0) {
      write(16 | (rest & 15), 5);
      rest >>>= 4;
    }
    write(rest, 5);
  }

  long readNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 4) {
      long part = read(5);
      value |= shift < 64 ? (part & 15) << shift : 0;
      if (part < 16) {
        return value;
      }
    }
  }

  /** How many bytes were begun. */
  int bytes() {
    return (position + 7) >>> 3;
  }

  byte[] toArray() {
    return bytes;
  }
}
