/** The receiver as a library. */
export { type Config, demoConfig, parseConfig, type SourceSettings, testSecret } from './config.js';
export type { EventBody, EventName, Handler, HandlerContext } from './handlers.js';
export { loadProviders, type Providers } from './providers.js';
export { openStore, type Receiver, type ReceiverOptions, startReceiver } from './receiver.js';
export type { Admission, Database, NewDelivery, Row, Statement, Value } from './store/database.js';
