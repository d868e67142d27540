import { Type, type Static } from 'typebox';

/** A table; its cells and the texts below are Markdown in one line: code, and links to addresses of the web. */
const PageTable = Type.Object({ heads: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) });
export type PageTable = Static<typeof PageTable>;

const Block = Type.Union([
  Type.Object({ text: Type.String() }),
  Type.Object({ list: Type.Array(Type.String()) }),
  Type.Object({ yaml: Type.String() }),
  Type.Object({ table: PageTable }),
]);
export type Block = Static<typeof Block>;

const Section = Type.Object({ heading: Type.String(), blocks: Type.Array(Block) });
export type Section = Static<typeof Section>;

/** The page of a rule, a system or a word; docs/ and the terminal show the same one. */
export const Page = Type.Object({
  /** By which `explain` finds it. */
  name: Type.String(),
  title: Type.String(),
  /** Short facts by their names. */
  facts: Type.Record(Type.String(), Type.String()),
  blocks: Type.Array(Block),
  sections: Type.Array(Section),
});
export type Page = Static<typeof Page>;
