import type { Dashboard, GraphFieldConfig, Panel, RowPanel } from '@grafana/schema';
import type { Options as StatOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type { Options as TimeSeriesOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';

/** T as JSON can say it: with the words and numbers of its enums instead of their members. */
export type Relax<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}` ? N : never
    : T extends readonly (infer U)[]
      ? Relax<U>[]
      : T extends object
        ? { [K in keyof T]: Relax<T[K]> }
        : T;

/** The parts of a dashboard, each alone: in a union of panels a misspelt key of one is allowed as a key of another. */
export interface Parts {
  dashboard: Relax<Dashboard>;
  row: Relax<RowPanel>;
  panel: Relax<Panel>;
  statOptions: Relax<Partial<StatOptions>>;
  timeseriesOptions: Relax<TimeSeriesOptions>;
  timeseriesCustom: Relax<GraphFieldConfig>;
}
