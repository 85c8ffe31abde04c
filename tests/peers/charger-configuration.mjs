// The settings of a simple charger, as OCPP 1.6 names them.
export class Configuration {
  constructor(connectors) {
    this.fixed = new Map(Object.entries({
      NumberOfConnectors: String(connectors),
      ChargeProfileMaxStackLevel: '8',
      ChargingScheduleAllowedChargingRateUnit: 'Current,Power',
      ChargingScheduleMaxPeriods: '24',
      MaxChargingProfilesInstalled: '10',
      SupportedFeatureProfiles: 'Core,SmartCharging,RemoteTrigger',
    }));
    this.open = new Map(Object.entries({
      AuthorizeRemoteTxRequests: 'false',
      ConnectionTimeOut: '60',
      HeartbeatInterval: '300',
      MeterValueSampleInterval: '60',
      MeterValuesSampledData: 'Energy.Active.Import.Register,Power.Active.Import',
      WebSocketPingInterval: '60',
    }));
  }

  get(keys) {
    const known = [...this.fixed].map(([key, value]) => ({ key, readonly: true, value }))
      .concat([...this.open].map(([key, value]) => ({ key, readonly: false, value })));
    if (!keys?.length) return { configurationKey: known, unknownKey: [] };
    return {
      configurationKey: known.filter(({ key }) => keys.includes(key)),
      unknownKey: keys.filter((key) => !this.fixed.has(key) && !this.open.has(key)),
    };
  }

  change(key, value) {
    if (this.fixed.has(key)) return { status: 'Rejected' };
    if (!this.open.has(key)) return { status: 'NotSupported' };
    this.open.set(key, value);
    return { status: 'Accepted' };
  }
}
