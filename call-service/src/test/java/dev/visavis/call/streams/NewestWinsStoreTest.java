package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.Empty;
import dev.visavis.call.engine.StoreBudget;
import dev.visavis.call.engine.StoreRecordFormat;
import dev.visavis.call.store.StoredCall;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class NewestWinsStoreTest {
  private static final byte[] KEY = "call".getBytes(StandardCharsets.UTF_8);

  private final NewestWinsStore store =
      new NewestWinsStore("calls", new StoreBudget(Long.MAX_VALUE));

  private static byte[] writtenAt(long offset) {
    return StoreRecordFormat.write(offset, Empty.getDefaultInstance());
  }

  @Test
  void anOlderRecordDoesNotReplaceANewerOne() {
    store.restore(KEY, writtenAt(7));
    store.restore(KEY, writtenAt(9));
    store.restore(KEY, writtenAt(8));
    assertArrayEquals(writtenAt(9), store.get(Bytes.wrap(KEY)));
  }

  @Test
  void aDeletedCallIsGone() {
    store.restore(KEY, writtenAt(7));
    store.restore(KEY, null);
    assertNull(store.get(Bytes.wrap(KEY)));
  }

  @Test
  void theStoreCountsItsBytes() {
    StoreBudget budget = new StoreBudget(1_000);
    NewestWinsStore store = new NewestWinsStore("calls", budget);
    Bytes key = Bytes.wrap(new byte[36]);
    store.put(key, StoreRecordFormat.write(0, StoredCall.getDefaultInstance()));
    assertEquals(36 + 8 + StoreBudget.OVERHEAD_BYTES, budget.used());
    store.put(key, StoreRecordFormat.write(1, StoredCall.getDefaultInstance()));
    assertEquals(36 + 8 + StoreBudget.OVERHEAD_BYTES, budget.used());
    store.delete(key);
    assertEquals(0, budget.used());
    store.restore(key.get(), StoreRecordFormat.write(2, StoredCall.getDefaultInstance()));
    store.close();
    assertEquals(0, budget.used());
  }
}
