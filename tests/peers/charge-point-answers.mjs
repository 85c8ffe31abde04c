// What a charge point answers when nobody told it otherwise: the polite and boring answer to every call of OCPP 1.6.
const accepted = { status: 'Accepted' };
const rejected = { status: 'Rejected' };

export const answers = {
  CancelReservation: rejected,
  ChangeAvailability: accepted,
  ChangeConfiguration: accepted,
  ClearCache: accepted,
  ClearChargingProfile: accepted,
  DataTransfer: { status: 'UnknownVendorId' },
  GetCompositeSchedule: rejected,
  GetConfiguration: { configurationKey: [{ key: 'NumberOfConnectors', readonly: true, value: '1' }], unknownKey: [] },
  GetDiagnostics: {},
  GetLocalListVersion: { listVersion: -1 },
  RemoteStartTransaction: accepted,
  RemoteStopTransaction: accepted,
  ReserveNow: rejected,
  Reset: accepted,
  SendLocalList: { status: 'NotSupported' },
  SetChargingProfile: accepted,
  TriggerMessage: accepted,
  UnlockConnector: { status: 'Unlocked' },
  UpdateFirmware: {},
};
