package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.Empty;
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
  void anInstanceThatWakesUpLateUndoesNothing() {
    store.restore(KEY, writtenAt(7));
    store.restore(KEY, writtenAt(9));
    store.restore(KEY, writtenAt(8));
    assertArrayEquals(writtenAt(9), store.get(Bytes.wrap(KEY)));
  }

  @Test
  void whatIsForgottenIsGone() {
    store.restore(KEY, writtenAt(7));
    store.restore(KEY, null);
    assertNull(store.get(Bytes.wrap(KEY)));
  }
}
