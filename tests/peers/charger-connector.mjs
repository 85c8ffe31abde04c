// One connector of a simple charger: its plug, its transaction, its meter and the charging profiles it was given.
const volts = 230;

export class Connector {
  plugged = false;
  finished = false;
  transaction = null;
  idTag = null;
  watts = 0;
  soc = null;
  profiles = [];

  constructor(number, wh) {
    this.number = number;
    this.wh = wh;
  }

  begin(transaction, idTag) {
    this.plugged = true;
    this.transaction = transaction;
    this.idTag = idTag;
  }

  end() {
    this.transaction = this.idTag = null;
    this.watts = 0;
    this.profiles = this.profiles.filter((p) => p.chargingProfilePurpose !== 'TxProfile');
    this.finished = true;
  }

  status() {
    if (!this.plugged) {
      this.finished = false;
      return 'Available';
    }
    if (!this.transaction) return this.finished ? 'Finishing' : 'Preparing';
    return this.allowedAmperes() === 0 ? 'SuspendedEVSE' : 'Charging';
  }

  /** A profile replaces the one of its id, and the one of its purpose and stack level. */
  put(profile) {
    this.profiles = this.profiles.filter((p) =>
      p.chargingProfileId !== profile.chargingProfileId
      && !(p.chargingProfilePurpose === profile.chargingProfilePurpose && p.stackLevel === profile.stackLevel));
    this.profiles.push(profile);
  }

  clear({ id, chargingProfilePurpose, stackLevel }) {
    const before = this.profiles.length;
    this.profiles = this.profiles.filter((p) =>
      (id !== undefined && p.chargingProfileId !== id)
      || (chargingProfilePurpose !== undefined && p.chargingProfilePurpose !== chargingProfilePurpose)
      || (stackLevel !== undefined && p.stackLevel !== stackLevel));
    return this.profiles.length < before;
  }

  /** The transaction's own profile counts before the default one, the highest stack level first; null: as much as it can. */
  allowedAmperes() {
    const of = (purpose) => this.profiles.filter((p) => p.chargingProfilePurpose === purpose).sort((a, b) => b.stackLevel - a.stackLevel)[0];
    const schedule = (of('TxProfile') ?? of('TxDefaultProfile'))?.chargingSchedule;
    if (!schedule) return null;
    const [{ limit, numberPhases = 3 }] = schedule.chargingSchedulePeriod;
    return schedule.chargingRateUnit === 'W' ? limit / (volts * numberPhases) : limit;
  }

  sample() {
    const values = [
      { value: String(Math.round(this.wh)), measurand: 'Energy.Active.Import.Register', unit: 'Wh', location: 'Outlet' },
      { value: this.watts.toFixed(1), measurand: 'Power.Active.Import', unit: 'W', location: 'Outlet' },
    ];
    for (const phase of ['L1', 'L2', 'L3']) {
      values.push({ value: (this.watts / 3 / volts).toFixed(2), measurand: 'Current.Import', phase, unit: 'A', location: 'Outlet' });
      values.push({ value: volts.toFixed(1), measurand: 'Voltage', phase: `${phase}-N`, unit: 'V', location: 'Outlet' });
    }
    if (this.allowedAmperes() !== null) values.push({ value: this.allowedAmperes().toFixed(1), measurand: 'Current.Offered', unit: 'A' });
    if (this.soc !== null) values.push({ value: String(this.soc), measurand: 'SoC', unit: 'Percent', location: 'EV' });
    return values;
  }
}
