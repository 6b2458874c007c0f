package dev.visavis.webhook.subscription;

import java.util.List;

/// All subscriptions of one user, oldest first.
public record SubscriptionList(List<Subscription> webhooks) {}
