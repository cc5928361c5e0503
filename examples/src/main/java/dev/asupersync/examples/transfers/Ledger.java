package dev.asupersync.examples.transfers;

import java.util.Arrays;

/** Accounts, and how many transfers were made. Whoever writes to it must be alone. */
final class Ledger {

  private final long[] balances;
  private long transfers;

  Ledger(int accounts, long each) {
    balances = new long[accounts];
    Arrays.fill(balances, each);
  }

  int accounts() {
    return balances.length;
  }

  long balance(int account) {
    return balances[account];
  }

  void set(int account, long balance) {
    balances[account] = balance;
  }

  void count() {
    transfers++;
  }

  long transfers() {
    return transfers;
  }

  long sum() {
    return Arrays.stream(balances).sum();
  }

  /** Both sides at once. */
  void apply(Transfer transfer) {
    balances[transfer.from()] -= transfer.amount();
    balances[transfer.to()] += transfer.amount();
    count();
  }
}
