// A simple charger's behaviour: connectors with a plug, a transaction and a meter, and what it does when it is told something.
import { Configuration } from './charger-configuration.mjs';
import { Connector } from './charger-connector.mjs';

const accepted = { status: 'Accepted' };
const rejected = { status: 'Rejected' };

export class Charger {
  onReset = async () => {};
  /** A deed that a call asked for is done, all its messages answered. */
  onObeyed = () => {};

  constructor({ connectors = 1, meterWh = 0, clock = 'server' }, send) {
    this.send = send;
    this.realClock = clock === 'real';
    this.time = Date.now();
    this.configuration = new Configuration(connectors);
    this.connectors = new Map(Array.from({ length: connectors }, (_, i) => [i + 1, new Connector(i + 1, meterWh)]));
  }

  /** A charger sets its clock by the central system. */
  heard(answer) {
    if (answer?.currentTime) this.time = Date.parse(answer.currentTime);
  }

  now() {
    return new Date(this.realClock ? Date.now() : this.time).toISOString();
  }

  async boot() {
    const answer = await this.send('BootNotification', {
      chargePointVendor: 'Peer', chargePointModel: 'Plain', chargePointSerialNumber: 'P-1', firmwareVersion: '1.0',
    });
    this.heard(answer);
    if (answer.status !== 'Accepted') return answer;
    await this.send('StatusNotification', { connectorId: 0, errorCode: 'NoError', status: 'Available', timestamp: this.now() });
    await this.statusOfAll(this.connectors.values());
    return answer;
  }

  async plug(number) {
    const connector = this.connector(number);
    connector.plugged = true;
    await this.status(connector);
    return number;
  }

  async unplug(number) {
    const connector = this.connector(number);
    if (connector.transaction) await this.stop(number, 'EVDisconnected');
    connector.plugged = false;
    await this.status(connector);
    return number;
  }

  async start(number, idTag) {
    const connector = this.connector(number);
    const answer = await this.send('StartTransaction', { connectorId: number, idTag, meterStart: Math.round(connector.wh), timestamp: this.now() });
    if (answer.idTagInfo.status === 'Accepted') {
      connector.begin(answer.transactionId, idTag);
      await this.status(connector);
      await this.measure(connector, 'Transaction.Begin');
    }
    return { connector: number, transactionId: answer.transactionId, status: answer.idTagInfo.status };
  }

  async stop(number, reason) {
    const connector = this.connector(number);
    const { transaction: transactionId, idTag } = connector;
    if (!transactionId) throw new Error(`Connector ${number} has no transaction to stop`);
    await this.send('StopTransaction', { transactionId, idTag, meterStop: Math.round(connector.wh), timestamp: this.now(), reason });
    connector.end();
    await this.status(connector);
    return { connector: number, transactionId, meterStop: Math.round(connector.wh) };
  }

  /** Time passes: what charges delivers that much (none where a profile allows nothing), and every transaction is measured. */
  async advance({ seconds = 0, wh = 0, soc }) {
    this.time += seconds * 1000;
    for (const connector of this.connectors.values()) {
      if (!connector.transaction) continue;
      const delivered = connector.allowedAmperes() === 0 ? 0 : wh;
      connector.wh += delivered;
      connector.watts = seconds > 0 ? (delivered * 3600) / seconds : 0;
      connector.soc = soc ?? connector.soc;
      await this.measure(connector, 'Sample.Periodic');
    }
    return { at: this.now(), meterWh: [...this.connectors.values()].map((c) => Math.round(c.wh)) };
  }

  /** What is answered to a call, the deed following after the answer; undefined where this charger has no mind of its own. */
  obey(action, params) {
    this.obeying = action;
    switch (action) {
      case 'RemoteStartTransaction': return this.remoteStart(params);
      case 'RemoteStopTransaction': return this.remoteStop(params);
      case 'SetChargingProfile': return this.setProfile(params);
      case 'ClearChargingProfile': return this.clearProfile(params);
      case 'TriggerMessage': return this.trigger(params);
      case 'GetConfiguration': return this.configuration.get(params.key);
      case 'ChangeConfiguration': return this.configuration.change(params.key, params.value);
      case 'Reset': return this.reset(params);
      default: return undefined;
    }
  }

  remoteStart({ connectorId = 1, idTag, chargingProfile }) {
    const connector = this.connectors.get(connectorId);
    if (!connector?.plugged || connector.transaction) return rejected;
    if (chargingProfile) connector.profiles.push(chargingProfile);
    return this.afterwards(() => this.start(connectorId, idTag));
  }

  remoteStop({ transactionId }) {
    const connector = [...this.connectors.values()].find((c) => c.transaction === transactionId);
    return connector ? this.afterwards(() => this.stop(connector.number, 'Remote')) : rejected;
  }

  setProfile({ connectorId, csChargingProfiles: profile }) {
    const ofTransaction = profile.chargingProfilePurpose === 'TxProfile';
    const targets = [...this.connectors.values()].filter((c) => connectorId === 0 || c.number === connectorId);
    if (targets.length === 0) return rejected;
    if (ofTransaction && (connectorId === 0 || !targets[0].transaction)) return rejected;
    for (const connector of targets) connector.put(profile);
    return this.afterwards(() => this.statusOfAll(targets));
  }

  clearProfile(wanted) {
    const targets = [...this.connectors.values()].filter((c) => !wanted.connectorId || c.number === wanted.connectorId);
    const cleared = targets.filter((connector) => connector.clear(wanted));
    return cleared.length === 0 ? { status: 'Unknown' } : this.afterwards(() => this.statusOfAll(cleared));
  }

  trigger({ requestedMessage, connectorId }) {
    const targets = [...this.connectors.values()].filter((c) => !connectorId || c.number === connectorId);
    switch (requestedMessage) {
      case 'BootNotification': return this.afterwards(() => this.boot());
      case 'Heartbeat': return this.afterwards(async () => this.heard(await this.send('Heartbeat', {})));
      case 'StatusNotification': return this.afterwards(() => this.statusOfAll(targets));
      case 'MeterValues': return this.afterwards(async () => { for (const c of targets) await this.measure(c, 'Trigger'); });
      default: return { status: 'NotImplemented' };
    }
  }

  reset({ type }) {
    return this.afterwards(async () => {
      for (const c of this.connectors.values()) if (c.transaction) await this.stop(c.number, `${type}Reset`);
      await this.onReset(type);
    });
  }

  afterwards(deed) {
    const action = this.obeying;
    setImmediate(() => deed().then(() => this.onObeyed(action), (error) => console.error(error)));
    return accepted;
  }

  async statusOfAll(connectors) {
    for (const connector of connectors) await this.status(connector);
  }

  status(connector) {
    return this.send('StatusNotification', { connectorId: connector.number, errorCode: 'NoError', status: connector.status(), timestamp: this.now() });
  }

  measure(connector, context) {
    return this.send('MeterValues', {
      connectorId: connector.number,
      ...(connector.transaction ? { transactionId: connector.transaction } : {}),
      meterValue: [{ timestamp: this.now(), sampledValue: connector.sample().map((value) => ({ context, ...value })) }],
    });
  }

  connector(number) {
    const connector = this.connectors.get(number);
    if (!connector) throw new Error(`This charger has no connector ${number}`);
    return connector;
  }
}
