package dev.visavis.call.domain.value;

import org.jspecify.annotations.Nullable;

/// The change that a `media_state` requests. A field that is null keeps its value.
public record MediaChange(
    @Nullable Boolean audio,
    @Nullable Boolean video,
    @Nullable Boolean screen,
    @Nullable Boolean hand,
    @Nullable Boolean hold) {

  public Media of(Media now) {
    return new Media(
        audio == null ? now.audio() : audio,
        video == null ? now.video() : video,
        screen == null ? now.screen() : screen,
        hand == null ? now.hand() : hand,
        hold == null ? now.hold() : hold);
  }
}
