export type { NotificationEvent, WatchedEvent } from "./event.js";
export { keepChannels } from "./keep-channels.js";
export type { Channel, ChannelKeeper } from "./keeper/keeper.js";
export type { KeepChannelsOptions, NotificationHandling, Received, ReceiveOptions } from "./options.js";
export { receive } from "./receive.js";
export type { FetchRequest, NodeRequest } from "./request.js";
export { fileNotificationStore } from "./store/file.js";
export { memoryNotificationStore } from "./store/memory.js";
export type { NotificationStore } from "./store/store.js";
