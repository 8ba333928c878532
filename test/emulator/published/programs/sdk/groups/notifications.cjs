const { matching, refused } = require("../../expected.cjs");

const CHANNEL = "1000000068001";

/** One channel, to the address that the test listens at. */
module.exports = async function notifications({ operations, make, params }, call, { notifyUrl }) {
  const api = operations("notification/notification");
  const watches = new api.NotificationOperations();
  const ChannelId = BigInt(CHANNEL);
  const watch = (values) =>
    make("notification/body_wrapper", {
      Watch: [make("notification/notification", { ChannelId, Events: ["Leads.create"], ...values })],
    });

  await call("watch", {
    given: watch({ NotifyUrl: notifyUrl, ChannelExpiry: new Date(Date.now() + 3_600_000), Token: "ours" }),
    when: (channel) => watches.enableNotifications(channel),
    want: {
      status: 201,
      body: { watch: [{ code: "SUCCESS", details: { events: [{ resourceName: "Leads", channelId: CHANNEL }] } }] },
    },
  });
  await call("watches", {
    given: await params(api.GetNotificationDetailsParam, { MODULE: "Leads", CHANNEL_ID: ChannelId }),
    when: (wanted) => watches.getNotificationDetails(wanted),
    want: {
      status: 200,
      body: {
        watch: [{ events: ["Leads.create"], token: "ours", notifyUrl: matching(/\/told/) }],
        info: { count: 1 },
      },
    },
  });
  await call("replace watches", {
    given: watch({ NotifyUrl: notifyUrl, Events: ["Leads.create", "Deals.edit"] }),
    when: (channel) => watches.updateNotifications(channel),
    want: {
      status: 200,
      body: { watch: [{ details: { events: [{ resourceName: "Leads" }, { resourceName: "Deals" }] } }] },
    },
  });
  await call("change watch", {
    given: watch({ NotifyUrl: notifyUrl, Events: ["Deals.edit"], Deleteevents: true }),
    when: (channel) => watches.updateNotification(channel),
    want: { status: 200, body: { watch: [{ code: "SUCCESS", details: { events: [{ resourceName: "Leads" }] } }] } },
  });
  await call("unwatch", {
    given: await params(api.DisableNotificationsParam, { CHANNEL_IDS: ChannelId }),
    when: (channels) => watches.disableNotifications(channels),
    want: { status: 200, body: { watch: [{ code: "SUCCESS", details: { channel_id: CHANNEL } }] } },
  });
  await call("unwatch events", {
    given: watch({ Deleteevents: true }),
    when: (channel) => watches.disableNotification(channel),
    want: { status: 202, body: { watch: [refused("NOT_SUBSCRIBED")] } },
  });
};
