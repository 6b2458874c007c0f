package dev.visavis.media.room;

/// A media server did not do what it was asked for.
public final class MediaServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MediaServerException(String message) {
    super(message);
  }
}
